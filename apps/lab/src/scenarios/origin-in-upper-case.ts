import { fetches } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [fetches('app', 'The page requests the items.')]

export const scenario: Scenario = {
  group: 'wrong-allow-origin',
  title: 'Allow-Origin in upper case',
  prose:
    'Host names are case-insensitive, and this comparison is not: browsers serialize origins in lower case and compare them byte for byte.',
  wrong: {
    server: verifyServer('node-upper-case'),
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
