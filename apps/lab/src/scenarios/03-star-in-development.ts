import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page sends a request without credentials.', { credentials: 'omit' }),
  fetches('app', 'The page sends one with credentials, as it does once the user has signed in.'),
  fetches('attacker', 'The attacker’s page sends one without credentials.', {
    credentials: 'omit',
  }),
]

export const scenario: Scenario = {
  group: 'credentials',
  title: 'Allow-Origin * blocks requests with credentials, and allows every site without them',
  prose:
    '@fastify/cors sends a literal *. Browsers reject it for a request with credentials, whatever the other headers are, and allow every website to read responses without credentials, from a server on a developer’s machine too. Starlette, the base of FastAPI, behaves differently: with allow_credentials it sends back the Origin of the request, on every response since February 2026, before that on preflights and on requests with a cookie. Every website can then read responses with the user’s cookie.',
  wrong: {
    server: verifyServer('fastify-star-with-credentials'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials',
  failure: 3,
  app: 'packages/config/src/environments.ts',
}
