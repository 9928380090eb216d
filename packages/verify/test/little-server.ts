import { createServer, type RequestListener } from 'node:http'
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'

/** A server of a test, on a free loopback port. */
export interface LittleServer {
  url: string
  close: () => Promise<void>
}

/** Starts an HTTP server. */
export async function serve(listener: RequestListener): Promise<LittleServer> {
  const server = createServer(listener)
  const { url, close } = await listen(server)
  return {
    url,
    close: () => {
      server.closeAllConnections()
      return close()
    },
  }
}

/** Starts a TCP server that sends only the bytes that `onConnection` writes. */
export async function serveBytes(onConnection: (socket: Socket) => void): Promise<LittleServer> {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    onConnection(socket)
  })
  const { url, close } = await listen(server)
  return {
    url,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return close()
    },
  }
}

async function listen(server: Server): Promise<LittleServer> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
