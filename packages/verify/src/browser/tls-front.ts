import { connect, type AddressInfo, type Socket } from 'node:net'
import { createServer, type SecureContext } from 'node:tls'
import { certificateFor } from './certificate.ts'

let certificate: Promise<SecureContext> | undefined

/**
 * Starts a TLS server that forwards the bytes to a plain server. Its certificate is for `example.com` and its
 * subdomains; clients that accept any certificate can use other names.
 *
 * @param port of the plain server on loopback
 * @param alpn the protocols that it speaks, as TLS offers them (default: offers none)
 * @returns the loopback port of the TLS server, and a function that closes it with its open connections
 */
export async function startTlsFront(
  port: number,
  alpn: readonly string[] = [],
): Promise<{ port: number; close: () => Promise<void> }> {
  certificate ??= certificateFor(['api.example.com', '*.example.com', 'example.com'])
  const secureContext = await certificate
  const sockets = new Set<Socket>()
  const front = createServer({
    SNICallback: (_name, done) => done(null, secureContext),
    ...(alpn.length > 0 && { ALPNProtocols: [...alpn] }),
  })
  front.on('secureConnection', (client) => {
    const server = connect(port, '127.0.0.1')
    client.pipe(server).pipe(client)
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    client.on('close', () => server.destroy())
    server.on('close', () => client.destroy())
  })
  front.on('tlsClientError', () => {})
  front.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    front.once('error', reject)
    front.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (front.address() as AddressInfo).port,
    close: async () => {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
