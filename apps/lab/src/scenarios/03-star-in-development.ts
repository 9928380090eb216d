import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks without credentials.', { credentials: 'omit' }),
  fetches('app', 'The page asks with credentials, as it does once somebody signs in.'),
  fetches('attacker', 'A stranger’s page asks without credentials.', { credentials: 'omit' }),
]

export const scenario: Scenario = {
  group: 'The FastAPI tutorial',
  title: 'A page that calls with credentials is refused by *, and every stranger without is not',
  prose:
    '@fastify/cors sends a literal *. Browsers reject it for a credentialed request, whatever else the response says, and let any page on the web read what the API returns without a cookie, on a developer’s machine too. Starlette, which the tutorial uses, sends back the Origin of the request instead: every website can then read responses with the cookie too.',
  wrong: {
    setUp: verifySetUp('fastify-star-with-credentials'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 3,
  app: 'packages/config/src/environments.ts',
}
