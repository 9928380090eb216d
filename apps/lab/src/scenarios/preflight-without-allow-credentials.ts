import { fetches, patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('app', 'The page asks for the items.'),
  patches('app', 'The page renames an item.'),
]

export const scenario: Scenario = {
  group: 'Preflights',
  title: 'A page with credentials may not PATCH because only the second answer allows them',
  prose:
    'The preflight carries no cookie, and has to allow credentials all the same: it answers for the request to come. Here only the actual answer would have said so, and the PATCH never leaves.',
  wrong: {
    setUp: verifySetUp('node-credentials-not-on-preflight'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['OPTIONS'] },
    ],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
