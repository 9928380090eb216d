import { generate } from 'selfsigned'
import { connect } from 'node:net'
import { createSecureContext, createServer, type SecureContext } from 'node:tls'
import { listening } from './listening.ts'
import type { Listening } from './types.ts'

let certificate: Promise<SecureContext> | undefined

/**
 * Ends TLS before a plain server, for names under `example.com`. Bytes pass unread.
 *
 * @param port of the plain server on loopback
 * @param alpn the protocols that it speaks, as TLS offers them (default: offers none)
 */
export async function startTlsFront(
  port: number,
  alpn: readonly string[] = [],
): Promise<Listening> {
  certificate ??= selfSigned(['api.example.com', '*.example.com', 'example.com'])
  const secureContext = await certificate
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
  return listening(front)
}

async function selfSigned(hosts: string[]): Promise<SecureContext> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: hosts[0] ?? '' }], {
    keyType: 'ec',
    extensions: [{ name: 'subjectAltName', altNames: hosts.map((value) => ({ type: 2, value })) }],
  })
  return createSecureContext({ key, cert })
}
