import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { allowedOrigins } from './api.ts'

const sockets = new WebSocketServer({ noServer: true })

/** Completes the handshake and sends a message. */
export function openSocket(request: IncomingMessage, socket: Duplex, head: Buffer): void {
  sockets.handleUpgrade(request, socket, head, (webSocket) => {
    webSocket.on('error', () => webSocket.terminate())
    webSocket.send('hello')
  })
}

/** Rejects the handshake with a status. */
export function rejectSocket(socket: Duplex, status = '403 Forbidden'): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

/** Adds the correct check of `Origin` to a server without one: CORS does not apply to WebSockets. */
export function acceptSockets(server: Server): void {
  if (server.listenerCount('upgrade') > 0) return
  server.on('upgrade', (request, socket, head) => {
    socket.on('error', () => socket.destroy())
    if (request.url !== '/socket') rejectSocket(socket, '404 Not Found')
    else if (!allowedOrigins.includes(request.headers.origin ?? '')) rejectSocket(socket)
    else openSocket(request, socket, head)
  })
}
