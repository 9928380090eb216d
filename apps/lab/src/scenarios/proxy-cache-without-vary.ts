import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'A page requests the items, and a cache stores the response.'),
  fetches('admin', 'Another page on the allowlist sends a request too.'),
]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'A proxy cache serves the response for another origin: Vary is removed',
  prose:
    'Both pages are on the allowlist. The proxy removes Vary and caches one response for all, so the second page gets the first one’s origin and is blocked. It depends on which page comes first, and ends when the cache entry expires.',
  wrong: {
    server: verifyServer('proxy-cache-without-vary'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
    ],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  failure: 14,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
