import type { Policy } from '@repo/config'
import { type IncomingMessage, type OutgoingHttpHeaders, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { allowedOriginOf, corsHeaders } from './cors-headers.ts'

/** Key of a property of the socket, which is faster than a WeakMap: every request sets it. */
const latestResponse = Symbol('latest response')
type TrackedSocket = Socket & { [latestResponse]?: ServerResponse }

/** Returns the latest response on a connection: Node reports parser errors without their request. */
export function latestResponseOn(socket: Socket): ServerResponse | undefined {
  return (socket as TrackedSocket)[latestResponse]
}

/**
 * Returns a class for `http.createServer({ ServerResponse })`. @fastify/cors runs in hooks, so it
 * misses responses written through `reply.raw`, after `reply.hijack()`, or by Fastify's fallback
 * for an invalid header value. This class adds the missing CORS headers in `writeHead`.
 */
export function corsServerResponse(policy: Policy): typeof ServerResponse {
  class CorsServerResponse extends ServerResponse {
    constructor(request: IncomingMessage, options: object) {
      // @ts-expect-error Node passes options too, which the types leave out.
      super(request, options)
      ;(request.socket as TrackedSocket)[latestResponse] = this
    }

    // Node's overloads: (status), (status, headers), (status, reason), (status, reason, headers).
    override writeHead(status: number, reason?: unknown, fields?: unknown): this {
      const headers = (typeof reason === 'string' ? fields : (fields ?? reason)) as
        object | undefined
      // While the server closes, Fastify sets `Connection: close`. Node would then discard a request
      // that is pipelined behind this one.
      if (this.getHeader('connection') === 'close' && latestResponseOn(this.req.socket) !== this) {
        this.removeHeader('connection')
      }
      // @fastify/cors has set both headers, unless a handler has overwritten Vary.
      const isComplete =
        headers &&
        'vary' in headers &&
        variesByOrigin(headers.vary) &&
        ('access-control-allow-origin' in headers || !allowedOriginOf(policy, this.req))
      if (isComplete)
        return super.writeHead(status, reason as string, fields as OutgoingHttpHeaders)

      setHeaders(this, headers ?? {})
      // `*` is another policy, without credentials: docs/another-policy.md.
      if (this.getHeader('access-control-allow-origin') !== '*') addMissing(this, policy)
      return typeof reason === 'string' ? super.writeHead(status, reason) : super.writeHead(status)
    }
  }
  return CorsServerResponse as typeof ServerResponse
}

function addMissing(response: ServerResponse, policy: Policy): void {
  const origin = allowedOriginOf(policy, response.req)
  for (const [name, value] of Object.entries(corsHeaders(policy, origin))) {
    if (!response.hasHeader(name)) response.setHeader(name, value)
  }
  if (!variesByOrigin(response.getHeader('vary'))) response.appendHeader('vary', 'Origin')
}

function variesByOrigin(vary: unknown): boolean {
  if (vary === 'Origin') return true
  const members = Array.isArray(vary) ? vary.join() : vary
  return typeof members === 'string' && /(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(members)
}

/** Sets the headers of `writeHead`: an object, or a flat list in which a name may occur twice. */
function setHeaders(response: ServerResponse, headers: object): void {
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
