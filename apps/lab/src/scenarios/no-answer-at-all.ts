import { patches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'The page is refused',
  title: 'A page is told Failed to fetch where no answer came, and CORS is right',
  prose:
    'JavaScript hears the same words for a refusal and for no answer at all. Here the preflight is right, and then the connection is closed. A firewall or a server that is down looks the same, and no header mends them.',
  wrong: { setUp: verifySetUp('node-hangs-up'), acts, promised: [{ readable: false }] },
  right: {
    setUp: rightNode,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-network-error',
  app: 'apps/api/src/server.ts',
}
