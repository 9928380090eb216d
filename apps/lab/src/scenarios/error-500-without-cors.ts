import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks for the items.'),
  fetches('app', 'The page asks for what fails.', { path: '/api/boom' }),
]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page takes a 500 for a CORS failure because errors carry no headers',
  prose:
    'The server failed, and the page is told that CORS did. nginx, for one, adds headers to successful answers only, unless it is told always. The afternoon goes into the wrong search.',
  wrong: {
    setUp: verifySetUp('proxy-headers-on-success-only'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [500] },
    ],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 500, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
