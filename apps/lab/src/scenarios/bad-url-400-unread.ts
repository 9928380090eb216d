import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for /api/%ff.', { path: '/api/%ff' })]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page cannot read the 400 for a URL that no router can decode',
  prose:
    'Fastify answers a path such as /api/%ff before its first hook, so without CORS headers. User input in a path without encodeURIComponent is enough. A server around the router, or a rewrite before it, mends this.',
  wrong: {
    setUp: verifySetUp('fastify-bad-url'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [400] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: true, status: 400, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 26,
  app: 'apps/api/src/cors/router-errors.ts',
}
