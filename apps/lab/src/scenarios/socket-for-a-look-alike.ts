import { connects } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightNode } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [
  connects('prefix-look-alike', 'https://app.example.com.attacker.example opens a WebSocket.'),
]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title: 'A look-alike opens a WebSocket past a check for the site’s name anywhere in Origin',
  prose:
    'The handshake is checked, and by includes. https://app.example.com.attacker.example includes the name too.',
  wrong: {
    setUp: verifySetUp('node-socket-includes'),
    acts,
    promised: [{ readable: true, serverSaw: ['GET'], serverAnswered: [101] }],
  },
  right: {
    setUp: rightNode,
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [403] }],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  failure: 24,
  app: 'apps/api/src/plugins/origin-guard.ts',
}
