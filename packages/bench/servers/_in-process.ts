import type { FastifyInstance } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'

/** What the bench asks of an app without a socket. */
export interface Ask {
  method: string
  url: string
  headers: Record<string, string>
  /** How often, one after the other. */
  times: number
}

let app: FastifyInstance | undefined
subscribe('fastify.initialization', (message) => {
  app ??= (message as { fastify: FastifyInstance }).fastify
})

/** What Fastify needs of a response: neither Node's parser nor its writer is counted. */
class Answer {
  statusCode = 200
  headersSent = false
  writableEnded = false
  bytes = 0
  readonly #ended: () => void
  readonly #listeners: (() => void)[] = []

  constructor(ended: () => void) {
    this.#ended = ended
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
    this.bytes = payload?.length ?? 0
    this.writableEnded = true
    for (const listener of this.#listeners) listener()
    this.#ended()
  }
  removeListener(): void {}
  removeHeader(): void {}
  getHeader(): void {}
  setHeader(): void {}
  hasHeader(): boolean {
    return false
  }
}

function once({ method, url, headers }: Ask): Promise<Answer> {
  return new Promise((resolve) => {
    const answer = new Answer(() => resolve(answer))
    const socket = { remoteAddress: '127.0.0.1' }
    const request = { method, url, headers: { ...headers }, socket, on() {}, once() {} }
    app?.routing(request as never, answer as never)
  })
}

process.on('message', (message) => {
  if (message === 'usage') return
  void (async () => {
    const ask = message as Ask
    let status = 0
    let bytes = 0
    for (let count = 0; count < ask.times; count += 1) {
      ;({ statusCode: status, bytes } = await once(ask))
    }
    process.send?.({ status, bytes })
  })()
})
