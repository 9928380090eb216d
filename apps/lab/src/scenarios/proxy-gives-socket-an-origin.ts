import { connects } from './_acts.ts'
import { verifySetUp } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const acts = [connects('attacker', 'A stranger’s page opens a WebSocket.')]

export const scenario: Scenario = {
  group: 'What CORS does not stop',
  title:
    'A stranger’s page opens a WebSocket because a proxy gives every handshake an allowed Origin',
  prose:
    'The API checks Origin as it should. The proxy before it writes its own, to make WebSockets work, and so takes from the API the one thing it could check.',
  wrong: {
    setUp: verifySetUp('proxy-sets-socket-origin'),
    acts,
    promised: [{ readable: true, serverSaw: ['GET'], serverAnswered: [101] }],
  },
  right: {
    setUp: rightProxy,
    acts,
    promised: [{ readable: false, serverSaw: ['GET'], serverAnswered: [403] }],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  failure: 24,
  app: 'apps/api/src/cors/origin-guard.ts',
}
