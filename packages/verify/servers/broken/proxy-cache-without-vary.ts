// WRONG ON PURPOSE: Vary is removed before the cache, so one response is stored for all origins.
import { serveProxy, without } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Strips Vary, and caches one response for all origins.',
  stack: 'proxy',
  expects: ['vary-missing'],
  listen: () =>
    serveProxy({
      alter: ({ status, lines }) => ({ status, lines: without(lines, 'Vary') }),
      cacheKey: ({ method, url }) =>
        method === 'GET' && url?.startsWith('/api/items') ? url : undefined,
    }),
}
