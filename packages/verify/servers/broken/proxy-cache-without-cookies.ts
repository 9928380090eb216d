// WRONG ON PURPOSE: the cache ignores Vary. As Varnish does, it passes on requests that have cookies.
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Caches one response for all origins, of requests without cookies, and ignores Vary.',
  stack: 'proxy',
  expects: ['vary-missing'],
  options: { cookies: {} },
  listen: () =>
    serveProxy({
      cacheKey: ({ method, url, headers }) =>
        method === 'GET' && url?.startsWith('/api/items') && headers.cookie === undefined
          ? url
          : undefined,
    }),
}
