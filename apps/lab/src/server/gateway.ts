import { Agent, createServer, request as send, type IncomingMessage } from 'node:http'
import type { RequestOptions, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { OriginMapping } from '../shared/origins.ts'
import type { Lines } from '../shared/types.ts'
import { linesOf } from './header-lines.ts'
import { listenOnLoopback, type Listening } from './listen.ts'
import { toBrowser, toServer } from './map-origins.ts'
import type { Recorder } from './recorder.ts'
import { sendRunnerFile, type RunnerFile } from './runner-files.ts'

/** Options of `startGateway`. */
export interface GatewayOptions {
  /** The port of the server behind the gateway. */
  target: number
  /** Returns the origins to translate, given the gateway's port. */
  mappings: (port: number) => readonly OriginMapping[]
  /** Records each exchange with the server, with configured origins. */
  recorder: Recorder
  /** A page at the server's own origin. The gateway serves its files, and does not record their requests. */
  page?: {
    files: Readonly<Record<string, RunnerFile>>
    headers: (port: number) => Readonly<Record<string, string>>
  }
}

/**
 * Starts a reverse proxy in front of a server. It records each request and response, and replaces local
 * origins by configured ones in requests, and the reverse in responses: a browser has no page at
 * https://app.example.com. The order, the case and the number of header lines stay the same. Bodies, streams
 * and WebSockets pass unchanged.
 *
 * @returns the gateway, on a free loopback port
 */
export async function startGateway({
  target,
  mappings,
  recorder,
  page,
}: GatewayOptions): Promise<Listening> {
  // One connection for each request: a server that closes its connection must not fail the next request.
  const agent = new Agent({ keepAlive: false })
  let known: readonly OriginMapping[] = []
  let pageHeaders: Readonly<Record<string, string>> = {}

  /** Records a request. Returns the request to forward, and the function that records its response. */
  const receive = (request: IncomingMessage) => {
    const { method = 'GET', url: path = '/' } = request
    const lines = toServer(linesOf(request), known)
    const options: RequestOptions = {
      host: '127.0.0.1',
      port: target,
      method,
      path,
      headers: lines.flat(),
      agent,
    }
    return { options, recordResponse: recorder.request({ method, path, lines }) }
  }

  const server = createServer((request, response) => {
    const file = page?.files[request.url?.split('?', 1)[0] ?? '']
    if (file && request.method === 'GET') {
      sendRunnerFile(response, file, pageHeaders).catch(() => response.destroy())
      return
    }
    const { options, recordResponse } = receive(request)
    const onward = send(options, (incoming) => {
      const lines = linesOf(incoming)
      recordResponse(incoming.statusCode ?? 0, lines)
      writeHead(response, incoming, toBrowser(lines, known))
      incoming.pipe(response)
      incoming.on('error', () => response.destroy())
    })
    // If the server closes its connection, the gateway closes that of the browser.
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { options, recordResponse } = receive(request)
    const onward = send(options)
    const respondWith = (incoming: IncomingMessage) => {
      const lines = linesOf(incoming)
      recordResponse(incoming.statusCode ?? 0, lines)
      socket.write(headText(incoming, toBrowser(lines, known)), 'latin1')
    }
    onward.on('upgrade', (incoming, upstream: Duplex, upstreamHead: Buffer) => {
      respondWith(incoming)
      socket.write(upstreamHead)
      upstream.write(head)
      join(socket, upstream)
    })
    onward.on('response', (incoming) => {
      respondWith(incoming)
      // No page can read the body of a rejected handshake.
      incoming.resume()
      socket.end()
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
    socket.on('close', () => onward.destroy())
    onward.end()
  })

  const listening = await listenOnLoopback(server)
  known = mappings(listening.port)
  pageHeaders = page?.headers(listening.port) ?? {}
  return {
    port: listening.port,
    close: async () => {
      agent.destroy()
      await listening.close()
    },
  }
}

function writeHead(response: ServerResponse, incoming: IncomingMessage, lines: Lines): void {
  // By default Node adds a Date that the server did not send.
  response.sendDate = false
  response.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, lines.flat())
}

function headText({ statusCode = 502, statusMessage = '' }: IncomingMessage, lines: Lines): string {
  const fields = lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${statusCode} ${statusMessage}\r\n${fields}\r\n`
}

function join(one: Duplex, other: Duplex): void {
  one.pipe(other).pipe(one)
  one.on('error', () => other.destroy())
  other.on('error', () => one.destroy())
  one.on('close', () => other.destroy())
  other.on('close', () => one.destroy())
}
