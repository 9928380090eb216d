import { patches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [patches('app', 'The page renames an item.')]

export const scenario: Scenario = {
  group: 'preflight',
  title: 'The preflight fails with 404: no route for OPTIONS',
  prose:
    'A preflight is an OPTIONS request. A router without a route for OPTIONS responds with 404, and only 200 to 299 lets the browser send the actual request.',
  wrong: {
    server: verifyServer('node-preflight-404'),
    steps,
    expected: [{ readable: false, serverSaw: ['OPTIONS'], serverResponded: [404] }],
  },
  right: {
    server: rightNode,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['OPTIONS', 'PATCH'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#cors-preflight-fetch',
  failure: 10,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
