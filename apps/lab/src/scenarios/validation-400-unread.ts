import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page sends a limit that is not a number.', {
    path: '/api/items?limit=many',
  }),
]

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'The 400 of validation has no CORS headers: they are added after it',
  prose:
    'Validation responds before the hook that adds the CORS headers. Valid input works, and invalid input looks like a CORS error. Add the headers in the first hook, onRequest.',
  wrong: {
    server: verifyServer('fastify-late-hook'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [400] }],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [{ readable: true, status: 400, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 19,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
