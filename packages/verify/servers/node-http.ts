import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http'
import type { Duplex } from 'node:stream'
import { allowedOrigins, eventStream, isBadUrl, items, itemsHeaders, rejectionOf } from './api.ts'
import { listening } from './listening.ts'
import { acceptSockets } from './sockets.ts'
import type { Listening } from './types.ts'

type Value = string | readonly string[] | undefined

/** The value of a header, or a function of the request and of the status of the response. */
export type HeaderRule = Value | ((request: IncomingMessage, status: number) => Value)

/** CORS by hand: one rule for each header. An array is sent as several lines. */
export interface HandWrittenCors {
  /** Sent with every response. */
  Vary?: HeaderRule
  /** Without a value, none of the headers below is sent. */
  'Access-Control-Allow-Origin'?: HeaderRule
  'Access-Control-Allow-Credentials'?: HeaderRule
  'Access-Control-Expose-Headers'?: HeaderRule
  /** This header and those below are only sent with responses to preflights. */
  'Access-Control-Allow-Methods'?: HeaderRule
  'Access-Control-Allow-Headers'?: HeaderRule
  'Access-Control-Max-Age'?: HeaderRule
}

/** Rules that are right for the API of this folder. */
export const rightCors = {
  Vary: 'Origin',
  'Access-Control-Allow-Origin': ({ headers: { origin = '' } }: IncomingMessage): Value =>
    allowedOrigins.includes(origin) ? origin : undefined,
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Expose-Headers': 'X-Total-Count',
  'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
  'Access-Control-Allow-Headers': 'content-type',
  'Access-Control-Max-Age': '7200',
} satisfies HandWrittenCors

const onEveryResponse = [
  'Access-Control-Allow-Credentials',
  'Access-Control-Expose-Headers',
] as const
const onPreflights = [
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Max-Age',
] as const

/** Whether a request is a CORS-preflight request: OPTIONS with `Access-Control-Request-Method`. */
export function isPreflight({ method, headers }: IncomingMessage): boolean {
  return method === 'OPTIONS' && headers['access-control-request-method'] !== undefined
}

/** A listener before the API. It returns true if it has responded instead of the API. */
export type Before = (
  request: IncomingMessage,
  response: ServerResponse,
  setCors: SetCors,
) => unknown

/**
 * Serves the API on node:http.
 *
 * @param cors a rule for each header
 * @param before may respond instead of the API, and calls `setCors` for the CORS headers
 * @param upgrade opens or rejects WebSockets (default: only for allowed origins)
 */
export async function serveNodeHttp(
  cors: HandWrittenCors,
  before?: Before,
  upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void,
): Promise<Listening> {
  const server = createServer(apiOnNode(cors, before))
  if (upgrade) server.on('upgrade', upgrade)
  acceptSockets(server)
  return listening(server)
}

/** The API as a listener of Node's servers; see `serveNodeHttp`. */
export function apiOnNode(cors: HandWrittenCors, before?: Before): RequestListener {
  return (request, response) => {
    const setCors = corsSetter(cors, request, response)
    if (before?.(request, response, setCors) !== true) respond(request, response, setCors)
  }
}

/** Sets the CORS headers of a response with this status. */
export type SetCors = (status: number) => void

function corsSetter(cors: HandWrittenCors, request: IncomingMessage, response: ServerResponse) {
  return (status: number) => {
    const set = (name: keyof HandWrittenCors): boolean => {
      const rule = cors[name]
      const value = typeof rule === 'function' ? rule(request, status) : rule
      if (value !== undefined) response.setHeader(name, value)
      return value !== undefined
    }
    set('Vary')
    if (!set('Access-Control-Allow-Origin')) return
    onEveryResponse.forEach(set)
    if (isPreflight(request)) onPreflights.forEach(set)
  }
}

function respond(request: IncomingMessage, response: ServerResponse, setCors: SetCors): void {
  const { method = '', url = '', headers } = request
  request.resume()
  const send = (status: number, body: unknown, more: Record<string, string> = {}) => {
    setCors(status)
    response.writeHead(status, { 'Content-Type': 'application/json', ...more })
    response.end(JSON.stringify(body))
  }
  if (isPreflight(request)) {
    setCors(204)
    response.writeHead(204).end()
    return
  }
  const rejection = rejectionOf(method, headers)
  const path = url.split('?', 1)[0]
  const reads = method === 'GET' || method === 'HEAD'
  const writes = ['POST', 'PATCH', 'PUT', 'DELETE'].includes(method)
  if (isBadUrl(url)) send(400, { error: 'bad URL' })
  else if (rejection !== undefined) send(rejection, { error: 'rejected' })
  else if (path === '/api/items' && reads) send(200, items, itemsHeaders)
  else if (path === '/api/items' && writes) send(200, { saved: true })
  else if (path === '/api/transfer' && method === 'POST') send(200, { transferred: true })
  else if (path === '/api/boom' && reads) send(500, { error: 'failed' })
  else if (path === '/api/events' && method === 'GET') {
    setCors(200)
    eventStream().pipe(response.writeHead(200, { 'Content-Type': 'text/event-stream' }))
  } else send(404, { error: 'not found' })
}
