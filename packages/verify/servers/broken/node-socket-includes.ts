// WRONG ON PURPOSE: https://app.example.com.attacker.example includes it too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import { openSocket, rejectSocket } from '../sockets.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Opens a WebSocket for origins that include the site.',
  stack: 'node:http',
  expects: ['websocket-disallowed-origin'],
  listen: () =>
    serveNodeHttp(rightCors, undefined, (request, socket, head) => {
      if (request.headers.origin?.includes('example.com')) openSocket(request, socket, head)
      else rejectSocket(socket)
    }),
}
