import { verifyServer } from '../_helpers.ts'
import { rightProxy } from '../_right-proxy.ts'
import { blocked } from '../_expected.ts'
import { connects } from '../_steps.ts'
import type { ScenarioRows } from '../../shared/types.ts'

export const rows: ScenarioRows = {
  'proxy-gives-socket-an-origin': {
    title: 'The proxy sets an allowed Origin on every WebSocket handshake',
    prose:
      'The API checks Origin correctly. The proxy in front of it replaces Origin to make WebSockets work, so the check passes for every website.',
    steps: [connects('attacker', 'The attacker’s page opens a WebSocket.')],
    wrong: {
      server: verifyServer('proxy-sets-socket-origin'),
      expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [101] }],
    },
    right: { server: rightProxy, expected: [blocked(['GET', 403])] },
    spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
    failure: 24,
    app: 'apps/api/src/cors/origin-guard.ts',
  },
}
