import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'
import { certificateFor } from './certificate.ts'
import { readSocksRequest, replyToSocks } from './socks.ts'

/** Options of the forward proxy. */
export interface ForwardProxyOptions {
  /** Loopback ports of plain HTTP servers, by the origin that the proxy maps to them. TLS ends in the proxy. */
  servers?: Readonly<Record<string, number>>
  /** The address to connect to for a `host:port`. These connections are forwarded unchanged, TLS included. */
  resolve?: ReadonlyMap<string, { address: string; port: number }>
}

/** A running forward proxy. Close it. */
export interface ForwardProxy {
  /** The value for Playwright's `proxy.server` of a context: Firefox ignores a proxy of the launch options. */
  url: string
  /** Maps an origin to a loopback port, from the next connection on. */
  serve: (origin: string, port: number) => void
  /** Why the latest connection to this `host:port` failed, such as `connect ECONNREFUSED …`. */
  failureOf: (authority: string) => string | undefined
  close: () => void
}

/**
 * Starts a forward proxy that maps real host names to servers of this machine, so that a browser uses the
 * origins of production. No request is intercepted: each byte goes to a real server.
 *
 * The protocol is SOCKS 5: an HTTP proxy would have to respond itself to plain HTTP requests to an unreachable
 * server, and a browser treats such a 502 as a response without CORS headers.
 */
export async function startForwardProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const servers = new Map(Object.entries(options.servers ?? {}))
  const failures = new Map<string, string>()
  const sockets = new Set<Socket>()
  // One certificate for every name: the browser contexts accept any certificate.
  const certificate = await certificateFor(['cors-verify.example'])

  const proxy = createServer({ pauseOnConnect: true }, (client) => {
    track(client)
    // Rejects for an invalid host name, of which no URL can be made.
    accept(client).catch(() => client.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo

  function track(socket: Socket): void {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  }

  async function accept(client: Socket): Promise<void> {
    const target = await readSocksRequest(client)
    if (target === undefined) {
      client.destroy()
      return
    }
    const host = target.host.includes(':') ? `[${target.host}]` : target.host
    const authority = `${host}:${target.port}`
    const http = servers.get(originOf('http', authority))
    const https = servers.get(originOf('https', authority))
    if (http === undefined && https === undefined) {
      tunnel(client, authority, target)
      return
    }

    replyToSocks(client, 'granted')
    client.once('data', (first: Buffer) => {
      client.pause()
      client.unshift(first)
      const isTls = first[0] === 0x16
      const server = isTls ? https : http
      if (server === undefined) {
        tunnel(client, authority, target, true)
        return
      }
      const local = connect(server, '127.0.0.1')
      track(local)
      join(isTls ? endTls(client, certificate) : client, local)
    })
    client.resume()
  }

  function tunnel(
    client: Socket,
    authority: string,
    target: { host: string; port: number },
    granted = false,
  ): void {
    let replied = granted
    const real = options.resolve?.get(authority) ?? { address: target.host, port: target.port }
    const server = connect({ host: real.address, port: real.port, noDelay: true })
    track(server)
    server.once('connect', () => {
      replied = true
      failures.delete(authority)
      if (!granted) replyToSocks(client, 'granted')
      join(client, server)
    })
    server.once('error', (error: NodeJS.ErrnoException) => {
      failures.set(authority, describe(error))
      const refused = error.code === 'ECONNREFUSED'
      if (!replied) replyToSocks(client, refused ? 'refused' : 'unreachable')
      client.destroySoon()
    })
    client.once('close', () => server.destroy())
  }

  return {
    url: `socks5://127.0.0.1:${port}`,
    serve: (origin, port) => {
      servers.set(origin, port)
    },
    failureOf: (authority) => failures.get(authority),
    close: () => {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}

/** The origin of a `host:port`, without the default port of the scheme. */
function originOf(scheme: 'http' | 'https', authority: string): string {
  return new URL(`${scheme}://${authority}`).origin
}

function endTls(client: Socket, secureContext: SecureContext): TLSSocket {
  const secure = new TLSSocket(client, { isServer: true, secureContext })
  secure.on('error', () => client.destroy())
  return secure
}

/** Forwards bytes in both directions until one side closes; bytes already received are still delivered. */
function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one)
  one.once('close', () => {
    other.destroySoon()
  })
  other.once('close', () => {
    one.destroySoon()
  })
}

/** Several addresses of one name fail with an AggregateError, whose own message is empty. */
function describe(error: NodeJS.ErrnoException): string {
  return error instanceof AggregateError
    ? error.errors.map((each: unknown) => (each as Error).message).join('; ')
    : error.message
}
