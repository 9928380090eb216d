// WRONG ON PURPOSE: the cache keeps one response for all origins, whatever Vary says.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title:
    'Keeps one response for all origins, as if there were no Vary: asked again it says the same, so it is not inconsistent.',
  stack: 'proxy',
  stands: 'failure 14',
  expects: ['vary-missing'],
  options: { origins: ['https://app.example.com', 'https://admin.example.com'] },
  listen: () =>
    serveProxy({
      cacheKey: ({ method, url }) =>
        method === 'GET' && url?.startsWith('/api/items') ? url : undefined,
    }),
}
