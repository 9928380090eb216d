import type { Policy } from '@repo/config'
import { type IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/**
 * The CORS headers of an answer; preflights aside, the same on every status.
 *
 * @param origin the `Origin` value of the request, undefined without one
 * @see https://fetch.spec.whatwg.org/#http-responses
 */
export function corsHeaders(policy: Policy, origin: string | undefined): Record<string, string> {
  if (origin === undefined || !policy.allows(origin)) return { vary: 'Origin' }
  return {
    vary: 'Origin',
    'access-control-allow-origin': origin,
    'access-control-allow-credentials': 'true',
    'access-control-expose-headers': policy.exposedHeaders.join(', '),
  }
}

const answers = new WeakMap<Socket, ServerResponse>()

/** The newest answer on a connection, for errors that Node reports without their request. */
export function newestAnswerOn(socket: Socket): ServerResponse | undefined {
  return answers.get(socket)
}

/**
 * Some answers leave outside Fastify's hooks, where @fastify/cors cannot reach: a header value
 * Node refuses, a hijacked reply, `reply.raw`. This response class is the last door: it completes
 * whatever is about to leave without the headers. An answer that has them costs one look-up.
 *
 * @returns a class for `http.createServer({ ServerResponse })`
 */
export function corsServerResponse(policy: Policy): typeof ServerResponse {
  class CorsServerResponse extends ServerResponse {
    constructor(...options: ConstructorParameters<typeof ServerResponse<IncomingMessage>>) {
      super(...options)
      answers.set(this.req.socket, this)
    }

    // Node's overloads: (status), (status, headers), (status, reason), (status, reason, headers).
    override writeHead(status: number, ...rest: unknown[]): this {
      const headers = typeof rest.at(-1) === 'object' ? (rest.at(-1) as object | null) : undefined
      const { origin } = this.req.headers
      // While the server closes: what is pipelined behind this one is under way, and is answered.
      if (this.getHeader('connection') === 'close' && newestAnswerOn(this.req.socket) !== this) {
        this.removeHeader('connection')
      }
      if (headers && 'vary' in headers && variesByOrigin(headers.vary)) {
        // A handler may have set Vary by itself; the plugin sets both.
        if ('access-control-allow-origin' in headers || !policy.allows(origin)) {
          return super.writeHead(status, ...(rest as []))
        }
      }
      moveInto(this, headers ?? {})
      for (const [name, value] of Object.entries(corsHeaders(policy, origin))) {
        if (!this.hasHeader(name)) this.setHeader(name, value)
      }
      if (!variesByOrigin(this.getHeader('vary'))) this.appendHeader('vary', 'Origin')
      return typeof rest[0] === 'string'
        ? super.writeHead(status, rest[0])
        : super.writeHead(status)
    }
  }
  return CorsServerResponse as typeof ServerResponse
}

function variesByOrigin(vary: unknown): boolean {
  if (vary === 'Origin') return true
  const members = Array.isArray(vary) ? vary.join() : vary
  return typeof members === 'string' && /(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(members)
}

/** `writeHead` takes an object or a flat list of names and values; the latter may repeat names. */
function moveInto(response: ServerResponse, headers: object): void {
  if (Array.isArray(headers)) {
    for (let index = 0; index < headers.length; index += 2) {
      response.appendHeader(String(headers[index]), headers[index + 1] as string)
    }
    return
  }
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) response.setHeader(name, value as string)
  }
}
