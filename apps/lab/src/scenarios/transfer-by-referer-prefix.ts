import { fetches } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  fetches('prefix-look-alike', 'https://app.example.com.attacker.example sends a POST.', {
    method: 'POST',
    path: '/api/transfer',
    mode: 'no-cors',
  }),
]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title: 'A look-alike makes a transfer past a guard that compares how Referer begins',
  prose:
    'The guard asks whether Referer starts with https://app.example.com, without the slash after it. So does the look-alike’s.',
  wrong: {
    setUp: verifySetUp('node-csrf-referer-prefix'),
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [200] }],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [{ readable: false, serverSaw: ['POST'], serverAnswered: [403] }],
  },
  spec: 'https://fetch.spec.whatwg.org/#origin-header',
  app: 'apps/api/src/plugins/origin-guard.ts',
}
