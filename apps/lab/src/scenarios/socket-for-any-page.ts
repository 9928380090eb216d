import cors from 'cors'
import { allowedOrigins } from 'cors-verify/servers/api'
import { openSocket, rejectSocket } from 'cors-verify/servers/sockets'
import { blocked } from './_expected.ts'
import { connects } from './_steps.ts'
import { serveExpress } from './_bases.ts'
import { verifyServer } from './_helpers.ts'
import { regions } from './_regions.ts'
import { rightExpressCors as rightCors } from './_right-express.ts'
import type { Scenario } from '../shared/types.ts'

const steps = [
  connects('attacker', 'The attacker’s page opens a WebSocket.'),
  connects('app', 'The page opens one.'),
]

const right = {
  // #region right
  listen: () =>
    serveExpress((app, server) => {
      app.use(cors(rightCors))
      server.on('upgrade', (request, socket, head) => {
        if (allowedOrigins.includes(request.headers.origin ?? '')) openSocket(request, socket, head)
        else rejectSocket(socket)
      })
    }),
  // #endregion
}

export const scenario: Scenario = {
  group: 'requests-by-others',
  title: 'A WebSocket without an Origin check opens for every website',
  prose:
    'CORS does not apply to WebSockets: the browser sends no preflight and checks no CORS header. It sends cookies by the same rules as with a fetch: a page of another site sends those that SameSite and the browser’s cookie settings permit. Only the server can reject the handshake, by its Origin.',
  wrong: {
    server: verifyServer('express-socket-without-check'),
    steps,
    expected: [
      { readable: true, serverSaw: ['GET'], serverResponded: [101] },
      { readable: true, serverSaw: ['GET'] },
    ],
  },
  right: {
    server: regions(import.meta.url, ['right'], right.listen, './_right-express.ts'),
    steps,
    expected: [blocked(['GET', 403]), { readable: true, serverSaw: ['GET'] }],
  },
  spec: 'https://www.rfc-editor.org/rfc/rfc6455#section-10.2',
  failure: 24,
  app: 'apps/api/src/cors/origin-guard.ts',
}
