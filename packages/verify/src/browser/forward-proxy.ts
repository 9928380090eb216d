import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { TLSSocket, type SecureContext } from 'node:tls'
import { certificateFor } from './certificate.ts'
import { readSocksRequest, replyToSocks } from './socks.ts'

export interface ForwardProxyOptions {
  /** Loopback port of a plain HTTP server by the origin it is reached at; TLS ends in the proxy. */
  servers?: Readonly<Record<string, number>>
  /** Where a `host:port` really is. These connections pass untouched, TLS included. */
  resolve?: ReadonlyMap<string, { address: string; port: number }>
}

export interface ForwardProxy {
  /** For Playwright's `proxy.server`, per context: Firefox ignores one given at launch. */
  url: string
  /** Puts a loopback port under an origin, from the next connection on. */
  serve: (origin: string, port: number) => void
  /** Why the latest connection to this `host:port` failed, such as `connect ECONNREFUSED …`. */
  failureOf: (authority: string) => string | undefined
  close: () => void
}

/**
 * A forward proxy that maps real host names to servers of this machine, so that a browser meets
 * the origins of production. Nothing is intercepted: each byte goes to a real server.
 *
 * It speaks SOCKS 5: an HTTP proxy would have to respond to plain HTTP requests itself when a server
 * is dead, and a browser treats its 502 as a response without CORS headers.
 */
export async function startForwardProxy(options: ForwardProxyOptions = {}): Promise<ForwardProxy> {
  const servers = new Map(Object.entries(options.servers ?? {}))
  const failures = new Map<string, string>()
  const sockets = new Set<Socket>()
  // One certificate for every name: contexts with pages of ours accept any.
  const certificate = await certificateFor(['cors-verify.example'])

  const proxy = createServer({ pauseOnConnect: true }, (client) => {
    keep(client)
    // A host name that is none makes no URL.
    accept(client).catch(() => client.destroy())
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  const { port } = proxy.address() as AddressInfo

  function keep(socket: Socket): void {
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
      keep(local)
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
    keep(server)
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

/** The origin of a `host:port`, with the scheme's own port left out. */
function originOf(scheme: 'http' | 'https', authority: string): string {
  return new URL(`${scheme}://${authority}`).origin
}

function endTls(client: Socket, secureContext: SecureContext): TLSSocket {
  const secure = new TLSSocket(client, { isServer: true, secureContext })
  secure.on('error', () => client.destroy())
  return secure
}

/** Passes bytes both ways until one side closes, and what is on its way still arrives. */
function join(one: Socket, other: Socket): void {
  one.pipe(other).pipe(one)
  one.once('close', () => {
    other.destroySoon()
  })
  other.once('close', () => {
    one.destroySoon()
  })
}

/** Several addresses of one name fail as one error without a message of its own. */
function describe(error: NodeJS.ErrnoException): string {
  return error instanceof AggregateError
    ? error.errors.map((each: unknown) => (each as Error).message).join('; ')
    : error.message
}
