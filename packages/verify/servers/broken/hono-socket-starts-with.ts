// WRONG ON PURPOSE: https://app.example.com.attacker.example starts with it too.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import { openSocket, rejectSocket } from '../sockets.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Opens a WebSocket for origins that start with the allowed one.',
  stack: 'hono/cors',
  expects: ['websocket-disallowed-origin'],
  listen: () =>
    serveHono((app, server) => {
      app.use(cors(rightCors))
      server.on('upgrade', (request, socket, head) => {
        if (request.headers.origin?.startsWith('https://app.example.com'))
          openSocket(request, socket, head)
        else rejectSocket(socket)
      })
    }),
}
