import { fetches, patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightFastify } from './_right-fastify.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page requests the items.'),
  patches('app', 'The page renames an item.'),
]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'PATCH is not allowed: the default methods of @fastify/cors are GET, HEAD and POST',
  prose:
    'Reading and creating work, so CORS seems to be done. The default list lacks PUT, PATCH and DELETE. The preflight fails, and the browser does not send the PATCH.',
  wrong: {
    server: verifyServer('fastify-default-methods'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    server: rightFastify,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-methods',
  failure: 4,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
