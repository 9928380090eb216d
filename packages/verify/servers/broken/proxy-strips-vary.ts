// WRONG ON PURPOSE: the proxy takes Vary off, so every cache behind it mixes origins up.
import { serveProxy, without } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Strips Vary.',
  stack: 'proxy',
  stands: 'failure 14',
  expects: ['vary-missing'],
  listen: () =>
    serveProxy({ alter: ({ status, lines }) => ({ status, lines: without(lines, 'Vary') }) }),
}
