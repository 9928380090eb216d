// WRONG ON PURPOSE: CORS does not apply to WebSockets: any page can open one, with cookies.
import cors from 'cors'
import { rightCors, serveExpress } from '../express.ts'
import { openSocket } from '../sockets.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Opens a WebSocket for any page.',
  stack: 'express cors',
  expects: ['websocket-disallowed-origin'],
  listen: () =>
    serveExpress((app, server) => {
      app.use(cors(rightCors))
      server.on('upgrade', openSocket)
    }),
}
