import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { listening } from './listening.ts'
import { rightCors, serveNodeHttp } from './node-http.ts'
import type { Listening } from './types.ts'

/** A header line, as sent. */
export type Line = [name: string, value: string]

/** The head of a response, which a proxy may change. */
export interface Head {
  status: number
  lines: Line[]
}

/** Behavior that a reverse proxy adds. */
export interface ProxyRules {
  /** Responds instead of the server; returns true if it did. */
  respond?: (request: IncomingMessage, response: ServerResponse) => unknown
  /** Returns the header lines of the request that the server gets. */
  forward?: (lines: Line[], request: IncomingMessage) => Line[]
  /** Returns the head of the response that the browser gets. */
  alter?: (head: Head, request: IncomingMessage) => Head
  /** Returns the cache key of a 200; undefined if it is not cached. */
  cacheKey?: (request: IncomingMessage) => string | undefined
  /** The upstream servers, used in turn (default: one valid server). */
  servers?: () => Promise<Listening[]>
}

/** Returns the lines without those of a header. */
export function without(lines: Line[], name: string): Line[] {
  return lines.filter(([given]) => given.toLowerCase() !== name.toLowerCase())
}

/** Returns the first value of a header; undefined if there is none. */
export function valueOf(lines: Line[], name: string): string | undefined {
  return lines.find(([given]) => given.toLowerCase() === name.toLowerCase())?.[1]
}

/** Serves the API behind a reverse proxy. Header lines keep their order, case and number. */
export async function serveProxy(rules: ProxyRules): Promise<Listening> {
  const servers = rules.servers ? await rules.servers() : [await serveNodeHttp(rightCors)]
  const cache = new Map<string, { head: Head; body: Buffer }>()
  let turn = 0
  const nextPort = () => servers[turn++ % servers.length]?.port ?? 0

  const proxy = createServer((request, response) => {
    if (rules.respond?.(request, response) === true) return
    const key = rules.cacheKey?.(request)
    const cached = key === undefined ? undefined : cache.get(key)
    if (cached) {
      writeHead(response, cached.head)
      response.end(cached.body)
      return
    }
    const headers = linesOf(request)
    const options = {
      host: '127.0.0.1',
      port: nextPort(),
      method: request.method,
      path: request.url,
      headers: (rules.forward?.(headers, request) ?? headers).flat(),
    }
    const onward = send(options, (upstream) => {
      const came = { status: upstream.statusCode ?? 502, lines: linesOf(upstream) }
      const head = rules.alter?.(came, request) ?? came
      writeHead(response, head)
      upstream.pipe(response)
      if (key === undefined || head.status !== 200) return
      const chunks: Buffer[] = []
      upstream.on('data', (chunk: Buffer) => chunks.push(chunk))
      upstream.on('end', () => cache.set(key, { head, body: Buffer.concat(chunks) }))
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  proxy.on('upgrade', (request, socket, head) => {
    const headers = linesOf(request)
    tunnel(request, socket, head, rules.forward?.(headers, request) ?? headers, nextPort())
  })
  return listening(proxy, () => Promise.all(servers.map((server) => server.close())))
}

function linesOf({ rawHeaders }: IncomingMessage): Line[] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name, rawHeaders[index + 1] ?? ''] satisfies Line] : [],
  )
}

function writeHead(response: ServerResponse, { status, lines }: Head): void {
  response.writeHead(status, lines.flat())
}

function tunnel(
  { method, url }: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  lines: Line[],
  port: number,
): void {
  const server = connect(port, '127.0.0.1')
  const fields = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  server.write(`${method ?? 'GET'} ${url ?? '/'} HTTP/1.1\r\n${fields}\r\n`)
  server.write(head)
  socket.pipe(server).pipe(socket)
  socket.on('error', () => server.destroy())
  server.on('error', () => socket.destroy())
  socket.on('close', () => server.destroy())
  server.on('close', () => socket.destroy())
}
