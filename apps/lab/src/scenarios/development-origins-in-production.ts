import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches(
    'localhost',
    'Whatever runs on the visitor’s localhost requests the items, with credentials.',
  ),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'localhost is still allowed in production',
  prose:
    'localhost was allowed for development and stayed on the list. In production any program that serves a page on a user’s machine has this origin.',
  wrong: {
    server: verifyServer('node-local-origins'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: rightNode,
    steps,
    expected: [
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/environments.ts',
}
