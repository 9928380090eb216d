import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('app', 'The page reads how many items there are.', { reads: ['X-Total-Count'] }),
]

export const scenario: Scenario = {
  group: 'null-header',
  title: 'X-Total-Count is null: semicolons in Access-Control-Expose-Headers',
  prose:
    'The list is separated by commas. A member that is not a token makes the whole header invalid.',
  wrong: {
    server: verifyServer('node-exposes-with-semicolons'),
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': null }, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightNode,
    steps,
    expected: [
      { readable: true, status: 200, values: { 'X-Total-Count': '2' }, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#http-new-header-syntax',
  failure: 8,
  app: 'packages/config/src/cors-policy.ts',
}
