import type { AddressInfo, Server, Socket } from 'node:net'

/** A server on a loopback port. */
export interface Listening {
  port: number
  /** Closes the server and its open connections, streams and WebSockets included. */
  close: () => Promise<void>
}

/**
 * Starts listening on 127.0.0.1 only, because the servers of the lab are wrong on purpose.
 *
 * @param port 0 for a free port
 * @throws the error of Node if the port is in use
 */
export async function listenOnLoopback(server: Server, port = 0): Promise<Listening> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    // A browser that closes its connection during a response is not an error of the lab.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
