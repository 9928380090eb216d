import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'A page asks for the items, and a cache keeps the answer.'),
  fetches('admin', 'Another page on the allowlist asks too.'),
]

export const scenario: Scenario = {
  group: 'Caches',
  title: 'A page gets from a cache the answer that names another page’s origin',
  prose:
    'Both pages are on the allowlist. The proxy takes Vary off and keeps one answer for all, so the second page gets the answer with the first one’s origin in it. It depends on who came first, and mends itself when the cache forgets.',
  wrong: {
    setUp: verifySetUp('proxy-cache-without-vary'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
    ],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-http-caches',
  failure: 14,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
