import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightExpress } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page sends a request without credentials.', { credentials: 'omit' }),
  fetches('app', 'It sends a request with credentials.'),
]

export const scenario: Scenario = {
  group: 'credentials',
  title: 'Access-Control-Allow-Credentials is missing',
  prose:
    "The origin is allowed, and the page reads the response without credentials. With credentials: 'include' the response needs Access-Control-Allow-Credentials: true.",
  wrong: {
    server: verifyServer('express-without-credentials'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightExpress,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
