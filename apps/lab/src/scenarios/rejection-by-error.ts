import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('attacker', 'The attacker’s page requests the items.'),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'A disallowed origin gets a 500, because the origin function passes an Error',
  prose:
    'The README of the npm package cors passes new Error(…) to the callback for an origin that is not allowed. Express responds with a 500 and logs it as a failure of the server. Pass false instead: the response then has no Access-Control-Allow-Origin, and the browser blocks it.',
  wrong: {
    server: verifyServer('express-rejection-by-error'),
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [500] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-responses',
  failure: 22,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
