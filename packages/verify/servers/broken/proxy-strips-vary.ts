// WRONG ON PURPOSE: the proxy removes Vary, so a cache in front of it reuses responses across origins.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Vary.',
  stack: 'proxy',
  expects: ['vary-missing'],
  listen: () =>
    serveProxy({ alter: ({ status, lines }) => ({ status, lines: without(lines, 'Vary') }) }),
}
