import type { RequestListener } from 'node:http'
import {
  createSecureServer,
  type Http2SecureServer,
  type IncomingHttpHeaders,
  type SecureServerOptions,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import {
  createServer as createTlsServer,
  type Server,
  type TLSSocket,
  type TlsOptions,
} from 'node:tls'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import type { LittleServer } from './little-server.ts'

/** Responds to a stream. */
export type OnStream = (
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
  rawHeaders: string[],
) => void

/** A server of a test that speaks HTTP/2 over TLS, on a free loopback port. */
export interface LittleHttp2Server extends LittleServer {
  port: number
  server: Http2SecureServer
  /** All sessions, in the order in which they were opened. */
  sessions: ServerHttp2Session[]
}

const certificate = generate([{ name: 'commonName', value: 'api.example.com' }], {
  keyType: 'ec',
  extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'api.example.com' }] }],
}).then(({ private: key, cert }) => ({ key, cert }))

/** Starts a server that speaks HTTP/2 over TLS, and HTTP/1.1 too if the options allow it. */
export async function serveHttp2(
  onStream: OnStream,
  options: SecureServerOptions = {},
): Promise<LittleHttp2Server> {
  const sessions: ServerHttp2Session[] = []
  const server = createSecureServer({ ...(await certificate), ...options })
  server.on('session', (session) => {
    sessions.push(session)
    session.on('error', () => {})
  })
  const listener = (
    stream: ServerHttp2Stream,
    headers: IncomingHttpHeaders,
    _flags: number,
    rawHeaders: string[],
  ) => {
    stream.on('error', () => {})
    onStream(stream, headers, rawHeaders)
  }
  server.on('stream', listener)
  return { ...(await listen(server)), server, sessions }
}

/** Starts a server that speaks HTTP/1.1 over TLS, and chooses it by ALPN. */
export async function serveHttps(listener: RequestListener) {
  const options = { ...(await certificate), ALPNProtocols: ['http/1.1'] }
  const server = createHttpsServer(options, listener)
  return { ...(await listen(server)), server }
}

/** Starts a server that ends TLS, and sends only the bytes that `onConnection` writes. */
export async function serveTls(
  onConnection: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<LittleServer> {
  const server = createTlsServer({ ...(await certificate), ...options }, (socket) => {
    socket.on('error', () => {})
    onConnection(socket)
  })
  return listen(server)
}

/** Starts a TLS server on a free loopback port. */
async function listen(server: Server | Http2SecureServer) {
  const sockets = new Set<TLSSocket>()
  server.on('secureConnection', (socket: TLSSocket) => sockets.add(socket))
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    port,
    url: `https://127.0.0.1:${port}/`,
    close: () => {
      for (const socket of sockets) socket.destroy()
      return new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
