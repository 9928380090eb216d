import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page requests the items.'),
  fetches('app', 'The page requests what fails.', { path: '/api/boom' }),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'A 500 looks like a CORS error, because errors have no CORS headers',
  prose:
    'The server failed, and the browser reports CORS. nginx, for one, sends the headers of add_header with 200, 201, 204, 206, 301, 302, 303, 304, 307 and 308 only, unless it has the parameter always.',
  wrong: {
    server: verifyServer('proxy-headers-on-success-only'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverResponded: [500] },
    ],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 500, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 2,
  app: 'apps/api/src/cors/cors-server-response.ts',
}
