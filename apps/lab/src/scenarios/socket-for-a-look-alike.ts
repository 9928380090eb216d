import { allowedOrigins } from 'cors-verify/servers/api'
import { openSocket, rejectSocket } from 'cors-verify/servers/sockets'
import { blocked } from './_expected.ts'
import { connects } from './_steps.ts'
import { serveNodeHttp } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightNodeCors as rightCors } from './_right-node.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  connects('prefix-look-alike', 'https://app.example.com.attacker.example opens a WebSocket.'),
]

const right = {
  // #region right
  listen: () =>
    serveNodeHttp(rightCors, undefined, (request, socket, head) => {
      if (allowedOrigins.includes(request.headers.origin ?? '')) openSocket(request, socket, head)
      else rejectSocket(socket)
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'A WebSocket check with includes allows a look-alike origin',
  prose:
    'The server checks Origin with includes. https://app.example.com.attacker.example includes the name too.',
  wrong: {
    server: verifyServer('node-socket-includes'),
    steps,
    expected: [{ readable: true, serverSaw: ['GET'], serverResponded: [101] }],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-node.ts'),
    steps,
    expected: [blocked(['GET', 403])],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  failure: 24,
  app: 'apps/api/src/cors/origin-guard.ts',
}
