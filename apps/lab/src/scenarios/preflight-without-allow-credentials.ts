import { fetches, patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page requests the items.'),
  patches('app', 'The page renames an item.'),
]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails: only the actual response has Allow-Credentials',
  prose:
    'A preflight carries no cookies, and its response needs Access-Control-Allow-Credentials: true all the same if the actual request is made with credentials. Here only the actual response has it, and the browser does not send the PATCH.',
  wrong: {
    server: verifyServer('node-credentials-not-on-preflight'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    server: rightNode,
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
