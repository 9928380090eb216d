import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'no-allow-origin',
  title: 'The PATCH is processed, and its response is blocked',
  prose:
    'The preflight succeeds, the server processes the PATCH, and the actual response has no Access-Control-Allow-Origin. The page shows an error, the user retries, and the server processes it twice.',
  wrong: {
    server: verifyServer('node-allows-on-preflight-only'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS', 'PATCH'], serverResponded: [204, 200] }],
  },
  right: {
    server: rightNode,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 1,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
