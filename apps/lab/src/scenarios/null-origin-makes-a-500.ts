import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('sandbox', 'A page whose origin is null asks for the items.')]

export const scenario: Scenario = {
  group: 'Errors and streams',
  title: 'A sandboxed frame makes a 500 because the server parses its origin as a URL',
  prose:
    "new URL('null') throws. So does a request without Origin, such as a health check. An origin is a string to compare, and nothing to parse.",
  wrong: {
    setUp: verifySetUp('fastify-parses-every-origin'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [500] }],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-responses',
  failure: 22,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
