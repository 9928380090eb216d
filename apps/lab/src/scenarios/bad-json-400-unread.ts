import { fetches, json } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page sends JSON that ends too soon.', {
    method: 'POST',
    headers: json,
    body: '{',
  }),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'The 400 for invalid JSON has no CORS headers: the body parser runs first',
  prose:
    'The body parser responds with 400 before the CORS middleware runs. The same happens with 413 and 415. Register CORS first.',
  wrong: {
    server: verifyServer('express-parses-before-cors'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS', 'POST'], serverResponded: [204, 400] }],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [{ readable: true, status: 400, serverSaw: ['OPTIONS', 'POST'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 19,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
