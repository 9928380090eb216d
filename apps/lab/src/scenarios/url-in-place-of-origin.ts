import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Allow-Origin has a URL with a path',
  prose:
    'An origin is scheme, host and port. The browser compares the header with the page’s origin byte for byte, so a path matches no origin.',
  wrong: {
    server: verifyServer('node-path'),
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [200] }],
  },
  right: {
    server: rightNode,
    steps,
    expected: [{ readable: true, status: 200, serverSaw: ['GET'] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#concept-cors-check',
  failure: 5,
  app: 'packages/config/src/check-origin.ts',
}
