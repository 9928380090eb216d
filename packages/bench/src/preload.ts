import type { FastifyInstance } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'
import { Server, type AddressInfo } from 'node:net'
import { allowlist } from './origins.ts'

// `node --import` loads this file before the program of a server, which is not changed for the bench.
// It reports the port and the CPU time, and calls a Fastify app without a socket.

/** Changes of a Fastify app, for one measurement. */
export interface Changes {
  /** Registers the API without its CORS plugin. */
  withoutCors?: boolean
  /** Reading items needs a session too, so that each request looks one up. */
  sessionForReads?: boolean
  /** The number of allowed origins. 10,000 origins are too long for an environment variable. */
  origins?: number
}
/** A request inside the process of the server, without a socket: Node's HTTP parser is not counted. */
export interface StubRequest {
  method: string
  url: string
  headers: Record<string, string>
  times: number
}
/** The latest response to a {@link StubRequest}. */
export interface StubResponse {
  status: number
  /** The length of the body. */
  bytes: number
}

const changes = JSON.parse(process.env['BENCH_CHANGES'] ?? '{}') as Changes
if (changes.origins) process.env['WEB_ORIGINS'] = allowlist(changes.origins).join()

let app: FastifyInstance | undefined
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  app ??= fastify
  if (changes.withoutCors) skipPlugin(fastify, 'cors')
  if (changes.sessionForReads) requireSession(fastify)
})

function skipPlugin(fastify: FastifyInstance, name: string): void {
  const displayName = Symbol.for('fastify.display-name')
  const register = fastify.register.bind(fastify) as (...all: unknown[]) => unknown
  Object.assign(fastify, {
    register: (plugin: Record<symbol, unknown>, ...rest: unknown[]) =>
      plugin[displayName] === name ? fastify : register(plugin, ...rest),
  })
}

function requireSession(fastify: FastifyInstance): void {
  fastify.addHook('onRoute', function (route) {
    if (route.url === '/api/items' && route.method === 'GET') {
      route.preHandler = this.sessions.require
    }
  })
}

// Under valgrind a start takes longer than Fastify's pluginTimeout of 10 s, so all timers are longer
// until the server listens.
const { setTimeout } = globalThis
const patient = (callback: () => void, ms = 0) => setTimeout(callback, ms * 50)
Object.assign(globalThis, { setTimeout: patient })

const { listen } = Server.prototype
Server.prototype.listen = function (this: Server, ...options: unknown[]) {
  this.once('listening', () => {
    Object.assign(globalThis, { setTimeout })
    process.send?.({ port: (this.address() as AddressInfo).port })
  })
  return listen.apply(this, options as Parameters<typeof listen>)
} as typeof listen

process.on('message', (message: 'cpu' | StubRequest) => {
  if (message === 'cpu') {
    const { user, system } = process.cpuUsage()
    process.send?.(user + system)
  } else void repeat(message).then((response) => process.send?.(response))
})
process.on('disconnect', () => process.exit())

async function repeat({ times, ...request }: StubRequest): Promise<StubResponse> {
  let response: StubResponse = { status: 0, bytes: 0 }
  for (let count = 0; count < times; count += 1) response = await call(request)
  return response
}

function call({ method, url, headers }: Omit<StubRequest, 'times'>): Promise<StubResponse> {
  return new Promise((resolve) => {
    const response = new Response(resolve)
    const socket = { remoteAddress: '127.0.0.1' }
    const request = { method, url, headers: { ...headers }, socket, on() {}, once() {} }
    app?.routing(request as never, response as never)
  })
}

/** The part of a ServerResponse that Fastify uses. */
class Response {
  statusCode = 200
  headersSent = false
  writableEnded = false
  readonly #end: (response: StubResponse) => void
  readonly #listeners: (() => void)[] = []

  constructor(end: (response: StubResponse) => void) {
    this.#end = end
  }
  on(name: string, listener: () => void): this {
    if (name === 'finish' || name === 'close') this.#listeners.push(listener)
    return this
  }
  once(name: string, listener: () => void): this {
    return this.on(name, listener)
  }
  writeHead(status: number): this {
    this.statusCode = status
    this.headersSent = true
    return this
  }
  end(payload?: string): void {
    this.writableEnded = true
    for (const listener of this.#listeners) listener()
    this.#end({ status: this.statusCode, bytes: payload?.length ?? 0 })
  }
  removeListener(): void {}
  removeHeader(): void {}
  getHeader(): void {}
  setHeader(): void {}
  hasHeader(): boolean {
    return false
  }
}
