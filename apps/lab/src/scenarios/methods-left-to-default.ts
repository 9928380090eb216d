import { fetches, patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks for the items.'),
  patches('app', 'The page renames an item.'),
]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page may not PATCH because @fastify/cors allows GET, HEAD and POST unless told',
  prose:
    'Reading works, and creating works, so CORS looks done. The default list of methods has no PUT, PATCH and DELETE, and the browser learns that from the preflight: the PATCH never leaves it.',
  wrong: {
    setUp: verifySetUp('fastify-default-methods'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    setUp: rightFastify,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
  failure: 4,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
