import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks with a limit that is no number.', {
    path: '/api/items?limit=many',
  }),
]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A page cannot read a 400 because the headers are added after validation',
  prose:
    'A wrong query parameter is answered before the hook that adds the CORS headers. Good input works, and bad input looks like a CORS failure. Add the headers in the first hook there is.',
  wrong: {
    setUp: verifySetUp('fastify-late-hook'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [400] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: true, status: 400, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 19,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
