import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [fetches('app', 'The page asks for the items.')]

export const scenario: Scenario = {
  group: 'Credentials and cookies',
  title: 'A page with credentials is refused because the server says True',
  prose:
    'Only the four lower-case letters true count. True, TRUE and 1 are other values, and mean no.',
  wrong: {
    setUp: verifySetUp('node-credentials-true-as-python'),
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-access-control-allow-credentials',
  failure: 6,
  app: 'apps/api/src/cors/cors-plugin.ts',
}
