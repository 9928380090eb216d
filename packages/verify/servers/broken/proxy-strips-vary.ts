// WRONG ON PURPOSE: the proxy takes Vary off, so every cache behind it mixes origins up.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Vary.',
  stack: 'proxy',
  expects: ['vary-missing'],
  listen: () =>
    serveProxy({ alter: ({ status, lines }) => ({ status, lines: without(lines, 'Vary') }) }),
}
