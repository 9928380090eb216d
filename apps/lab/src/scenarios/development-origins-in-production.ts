import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches(
    'localhost',
    'Whatever runs on the visitor’s localhost asks for the items, with cookies.',
  ),
  fetches('app', 'The page asks for the items.'),
]

export const scenario: Scenario = {
  group: 'Strangers get in',
  title:
    'A program on the visitor’s own machine reads the items because localhost is still on the list',
  prose:
    'localhost was allowed for development and stayed. In production it stands for any program that serves a page on the machine of any visitor.',
  wrong: {
    setUp: verifySetUp('node-local-origins'),
    acts,
    promised: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [
      { readable: false, serverSaw: ['GET'], serverAnswered: [200] },
      { readable: true, status: 200, serverSaw: ['GET'] },
    ],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 21,
  app: 'packages/config/src/environments.ts',
}
