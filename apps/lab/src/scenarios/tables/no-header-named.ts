import { verifyServer } from '../_helpers.ts'
import { rightNode } from '../_right-node.ts'
import { readable } from '../_expected.ts'
import { patches } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'no-response-at-all': {
    title: 'Failed to fetch, because no response came',
    prose:
      'JavaScript gets the same error whether CORS blocks a response or none arrives. Here the preflight succeeds, and then the server closes the connection. A firewall that drops packets and a server that is down look the same; no CORS header fixes them.',
    steps: [patches('app', 'The page renames an item.')],
    wrong: { server: verifyServer('node-hangs-up'), expected: [{ readable: false }] },
    right: { server: rightNode, expected: [readable('OPTIONS', 'PATCH')] },
    spec: 'https://fetch.spec.whatwg.org/#concept-network-error',
    app: 'apps/api/src/server.ts',
  },
}
