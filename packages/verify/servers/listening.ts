import type { AddressInfo, Server, Socket } from 'node:net'
import type { Listening } from './types.ts'

/**
 * Lets a server listen on a free loopback port.
 *
 * @param alsoClose stops something else after the server
 * @returns its port, and how to stop it without waiting for streams and WebSockets
 */
export async function listening(
  server: Server,
  alsoClose?: () => Promise<unknown>,
): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    // A client that closes the connection early is not an error of this server.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
      await alsoClose?.()
    },
  }
}
