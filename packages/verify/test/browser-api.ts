import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createHttps } from 'node:https'
import type { AddressInfo, Server } from 'node:net'
import { generate } from 'selfsigned'
import { WebSocketServer } from 'ws'

/** A request that arrived. */
export interface Arrived {
  method: string
  url: string
  origin: string | undefined
  cookie: string | undefined
  /** The server name in the TLS handshake. */
  servername: string | undefined
}

/** The response of one path. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => void

const app = 'https://app.example.com'
const listed = {
  'access-control-allow-origin': app,
  'access-control-allow-credentials': 'true',
  'access-control-allow-methods': 'GET, PUT',
  'access-control-allow-headers': 'x-listed',
}

/** Responds with these headers, and to preflights with those of `preflight`. */
function respondWith(headers: object, preflight: object = headers, preflightStatus = 204): Handler {
  return ({ method }, response) => {
    if (method === 'OPTIONS') response.writeHead(preflightStatus, { ...preflight }).end()
    else response.writeHead(200, { ...headers }).end('a response')
  }
}

const allow = (origin: string | string[], more: object = {}) =>
  respondWith({ ...listed, 'access-control-allow-origin': origin, ...more })

/** The paths of the API: one for each fault, and a few without a fault. */
export const paths: Readonly<Record<string, Handler>> = {
  '/right': allow(app, { 'access-control-expose-headers': 'X-Total-Count', 'x-total-count': '3' }),
  '/missing': respondWith({}),
  '/slash': allow(`${app}/`),
  '/two': allow([app, app]),
  '/star': allow('*'),
  '/True': allow(app, { 'access-control-allow-credentials': 'True' }),
  '/preflight-missing': respondWith(listed, {}),
  '/preflight-401': respondWith(listed, listed, 401),
  '/preflight-301': respondWith(listed, { ...listed, location: '/right' }, 301),
  '/bad-methods': respondWith(listed, { ...listed, 'access-control-allow-methods': 'GET; PUT' }),
  '/bad-headers': respondWith(listed, { ...listed, 'access-control-allow-headers': 'x listed' }),
  '/reflects': (request, response) => {
    allow(request.headers.origin ?? '*')(request, response)
  },
  '/blocked-cookie': allow(app, { 'set-cookie': 'bad=1; SameSite=None' }),
  '/hangs': () => {},
  '/stream': allow(app, { 'content-type': 'text/event-stream' }),
  '/stream-without-cors': respondWith({ 'content-type': 'text/event-stream' }),
}

/** A server that listens on a free loopback port. */
export interface Running {
  port: number
  arrived: Arrived[]
  close: () => void
}

/** Starts the API of these tests: {@link paths}, and a WebSocket that allows one origin. */
export async function startApi(): Promise<Running> {
  const arrived: Arrived[] = []
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'api.example.com' }])
  const server = createHttps({ key, cert }, (request, response) => {
    arrived.push(arrivedFrom(request))
    const handler = paths[request.url ?? ''] ?? respondWith({}, {}, 404)
    handler(request, response)
  })
  const sockets = new WebSocketServer({
    server,
    verifyClient: ({ origin }: { origin: string }) => origin === app,
  })
  const running = await listen(server)
  return {
    ...running,
    arrived,
    close: () => {
      sockets.close()
      server.closeAllConnections()
      running.close()
    },
  }
}

/** Starts a real page of the user: each response is this HTML with these headers. */
export async function startPage(html: string, headers: object): Promise<Running> {
  const arrived: Arrived[] = []
  const server = createHttp((request, response) => {
    arrived.push(arrivedFrom(request))
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', ...headers }).end(html)
  })
  const running = await listen(server)
  return {
    ...running,
    arrived,
    close: () => {
      server.closeAllConnections()
      running.close()
    },
  }
}

/** Returns a loopback port on which no server listens. */
export async function closedPort(): Promise<number> {
  const running = await listen(createHttp())
  running.close()
  return running.port
}

function arrivedFrom({ method = '', url = '', headers, socket }: IncomingMessage): Arrived {
  const { servername } = socket as unknown as { servername?: string }
  return { method, url, origin: headers.origin, cookie: headers.cookie, servername }
}

async function listen(server: Server): Promise<Running> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    arrived: [],
    close: () => void server.close(),
  }
}
