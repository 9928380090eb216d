// WRONG ON PURPOSE: https://app.example.com.attacker.example includes it too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import { openSocket, refuseSocket } from '../sockets.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Opens a WebSocket for origins that include the site.',
  stack: 'node:http',
  stands: 'S23',
  expects: ['websocket-foreign-origin'],
  listen: () =>
    serveNodeHttp(rightCors, undefined, (request, socket, head) => {
      if (request.headers.origin?.includes('example.com')) openSocket(request, socket, head)
      else refuseSocket(socket)
    }),
}
