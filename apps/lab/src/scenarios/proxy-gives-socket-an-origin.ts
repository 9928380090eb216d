import { connects } from './_steps.ts'
import { verifyServer } from './_helpers.ts'
import { rightProxy } from './_right-proxy.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [connects('attacker', 'The attacker’s page opens a WebSocket.')]

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'The proxy sets an allowed Origin on every WebSocket handshake',
  prose:
    'The API checks Origin correctly. The proxy in front of it replaces Origin to make WebSockets work, so the check passes for every website.',
  wrong: {
    server: verifyServer('proxy-sets-socket-origin'),
    steps,
    expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [101] }],
  },
  right: {
    server: rightProxy,
    steps,
    expected: [{ readable: false, serverSaw: ['GET'], serverResponded: [403] }],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  failure: 24,
  app: 'apps/api/src/cors/origin-guard.ts',
}
