import { fetches } from './_acts.ts'
import { withCors, withoutCors } from './_first-cors-layer.ts'
import type { Scenario } from '../shared/types.ts'

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page that asks with mode no-cors has no error, and nothing to read either',
  prose:
    'The error goes away, because the page says it does not want to read the answer. It gets an opaque one: status 0, no headers, no body. The cure is on the server.',
  wrong: {
    setUp: withoutCors,
    acts: [
      fetches('app', 'The page asks with mode no-cors.', { mode: 'no-cors', credentials: 'omit' }),
    ],
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: withCors,
    acts: [fetches('app', 'The page asks for the items.', { credentials: 'omit' })],
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-filtered-response-opaque',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
