import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  fetches('sandbox', 'A page in a sandboxed frame, whose origin is null, requests the items.'),
  fetches('app', 'The page requests the items.'),
]

export const scenario: Scenario = {
  group: 'readable-by-others',
  title: 'Access-Control-Allow-Origin: null instead of no header',
  prose:
    'Access-Control-Allow-Origin: null is not the same as no header. It allows the opaque origin, which every sandboxed frame has, and blocks the page.',
  wrong: {
    server: verifyServer('node-literal-null'),
    steps,
    expected: [
      { readable: true, status: 200, serverSaw: ['GET'] },
      { readable: false, serverSaw: ['GET'], serverResponded: [200] },
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
  app: 'packages/config/src/check-origin.ts',
}
