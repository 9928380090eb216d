import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('sandbox', 'A page whose origin is null requests the items.')]

export const scenario: Scenario = {
  group: 'error-responses',
  title: 'Origin: null causes a 500: the server parses it as a URL',
  prose:
    "new URL('null') throws, and so does parsing an absent Origin, as of a health check. Compare Origin as a string.",
  wrong: {
    server: verifyServer('fastify-parses-every-origin'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [500] }],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-responses',
  failure: 22,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
