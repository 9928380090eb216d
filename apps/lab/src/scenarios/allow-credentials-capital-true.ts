import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'credentials',
  title: 'Access-Control-Allow-Credentials: True instead of true',
  prose: 'Only true in lower case counts. True, TRUE and 1 fail the CORS check.',
  wrong: {
    server: verifyServer('node-credentials-true-as-python'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightNode,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
