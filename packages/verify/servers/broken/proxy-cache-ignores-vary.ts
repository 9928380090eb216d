// WRONG ON PURPOSE: the cache stores one response for all origins and ignores Vary.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title:
    'Caches one response for all origins and ignores Vary. Repeated requests get the same response, so it is not inconsistent.',
  stack: 'proxy',
  expects: ['vary-missing'],
  cause: 'cache-ignores-origin',
  options: { origins: ['https://app.example.com', 'https://admin.example.com'] },
  listen: () =>
    serveProxy({
      cacheKey: ({ method, url }) =>
        method === 'GET' && url?.startsWith('/api/items') ? url : undefined,
    }),
}
