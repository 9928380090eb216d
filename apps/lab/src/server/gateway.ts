import { Agent, createServer, request as send, type IncomingMessage } from 'node:http'
import type { RequestOptions, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Name } from '../shared/stage.ts'
import type { Lines } from '../shared/types.ts'
import { linesOf } from './header-lines.ts'
import { listenOnLoopback, type Listening } from './listen.ts'
import { toBrowser, toStage } from './names.ts'
import type { Recorder } from './recorder.ts'
import { sendRunnerFile, type RunnerFile } from './runner-files.ts'

export interface GatewayOptions {
  /** The server's own port. */
  target: number
  /** The names to translate, given the gateway's port. */
  names: (port: number) => readonly Name[]
  recorder: Recorder
  /** A page at the server's own origin. It is not the server's: requests for its files are not recorded. */
  page?: {
    files: Readonly<Record<string, RunnerFile>>
    headers: (port: number) => Readonly<Record<string, string>>
  }
}

/**
 * Stands before a server: records what it sees and sends, and translates the names of origins both
 * ways, because servers are written for names that your browser cannot be given. Header lines keep
 * their order, case and number; bodies, streams and WebSockets pass unread.
 */
export async function startGateway({
  target,
  names,
  recorder,
  page,
}: GatewayOptions): Promise<Listening> {
  // One connection a request, as a server that hangs up must not harm the next.
  const agent = new Agent({ keepAlive: false })
  let known: readonly Name[] = []
  let pageHeaders: Readonly<Record<string, string>> = {}

  /** The request as it goes on, and where its response is kept. */
  const receive = (request: IncomingMessage) => {
    const { method = 'GET', url: path = '/' } = request
    const lines = toStage(linesOf(request), known)
    const options: RequestOptions = {
      host: '127.0.0.1',
      port: target,
      method,
      path,
      headers: lines.flat(),
      agent,
    }
    return { options, keep: recorder.request({ method, path, lines }) }
  }

  const server = createServer((request, response) => {
    const file = page?.files[request.url?.split('?', 1)[0] ?? '']
    if (file && request.method === 'GET') {
      sendRunnerFile(response, file, pageHeaders).catch(() => response.destroy())
      return
    }
    const { options, keep } = receive(request)
    const onward = send(options, (incoming) => {
      const lines = linesOf(incoming)
      keep(incoming.statusCode ?? 0, lines)
      writeHead(response, incoming, toBrowser(lines, known))
      incoming.pipe(response)
      incoming.on('error', () => response.destroy())
    })
    // What the server does to a connection, your browser sees done to its own.
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const { options, keep } = receive(request)
    const onward = send(options)
    const respondWith = (incoming: IncomingMessage) => {
      const lines = linesOf(incoming)
      keep(incoming.statusCode ?? 0, lines)
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
      // A refused handshake is over with its head: no page reads the body.
      incoming.resume()
      socket.end()
    })
    onward.on('error', () => socket.destroy())
    socket.on('error', () => onward.destroy())
    socket.on('close', () => onward.destroy())
    onward.end()
  })

  const listening = await listenOnLoopback(server)
  known = names(listening.port)
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
  // Node adds a date of its own only where the server sent none: let nothing be added.
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
