import { createServer } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { TLSSocket } from 'node:tls'
import { certificateFor } from './certificate.ts'

/**
 * A forward proxy that maps real host names to servers of this machine and ends TLS, so that a
 * browser meets the production origins, the production allowlist and `__Host-` cookies. Nothing
 * is intercepted: each byte of each request goes to a real server.
 *
 * @param ports loopback port by `host:port` of the https origin
 * @returns where it listens, and how to stop it
 */
export async function startForwardProxy(
  ports: Record<string, number>,
): Promise<{ url: string; close: () => void }> {
  const hosts = Object.keys(ports).map((authority) => authority.split(':', 1)[0] ?? '')
  const secureContext = await certificateFor([...new Set(hosts)])

  const proxy = createServer((_request, response) => response.writeHead(501).end())
  proxy.on('connect', (request, client) => {
    const port = ports[request.url ?? '']
    client.on('error', () => client.destroy())
    if (port === undefined) return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    const secure = new TLSSocket(client, { isServer: true, secureContext })
    const server = connect(port, '127.0.0.1')
    secure.pipe(server).pipe(secure)
    secure.on('error', () => server.destroy())
    server.on('error', () => secure.destroy())
    secure.on('close', () => server.destroy())
    server.on('close', () => secure.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      proxy.closeAllConnections()
      proxy.close()
    },
  }
}
