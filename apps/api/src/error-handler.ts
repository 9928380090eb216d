import type { FastifyReply, FastifyRequest } from 'fastify'
import { STATUS_CODES } from 'node:http'
import { RouteNotFound } from './errors.ts'
import { pathOf } from './log-serializers.ts'
import type { ErrorResponse } from './schemas/errors.ts'

/** Sends the error response for any value that a route or hook throws, and logs the value. */
export function errorHandler(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const response = toErrorResponse(thrown, request)
  if (response.statusCode >= 500) request.log.error({ err: thrown }, response.message)
  else request.log.info({ err: thrown }, response.message)

  if (response.statusCode === 503) reply.header('retry-after', '5')
  if (keepsOpen(request, reply)) reply.removeHeader('connection')
  // Not the serializer of the route: that serializer, or the response schema, may have failed.
  reply.type('application/json; charset=utf-8').serializer(JSON.stringify)
  void reply.code(response.statusCode).send(response)
}

/** @throws {RouteNotFound} for a path or method that has no route */
export function notFoundHandler({ method, url }: FastifyRequest): never {
  throw new RouteNotFound(method, pathOf(url))
}

/**
 * Returns the body of an error response. The reason of a 500 is only in the log.
 *
 * @param thrown any value: JavaScript can throw null, and a route can throw `{ statusCode: 418 }`
 */
export function toErrorResponse(thrown: unknown, { id }: FastifyRequest): ErrorResponse {
  const error = typeof thrown === 'object' && thrown !== null ? (thrown as ThrownObject) : {}
  const statusCode = isErrorStatus(error.statusCode) ? error.statusCode : 500
  if (statusCode === 500) {
    const message = 'Unexpected error. Search the API log for this requestId.'
    return { statusCode, code: 'INTERNAL_ERROR', message, requestId: id }
  }
  const reason = STATUS_CODES[statusCode] ?? 'Error'
  return {
    statusCode,
    code:
      codeOf(error) ??
      reason
        .replaceAll("'", '')
        .toUpperCase()
        .replaceAll(/[^A-Z]+/g, '_'),
    message: typeof error.message === 'string' ? error.message.slice(0, 300) : reason,
    requestId: id,
  }
}

interface ThrownObject {
  statusCode?: unknown
  code?: unknown
  message?: unknown
  validation?: unknown
}

function isErrorStatus(status: unknown): status is number {
  return Number.isInteger(status) && (status as number) >= 400 && (status as number) <= 599
}

/** Errors of Fastify get a code from their status, so that `code` has one vocabulary. */
function codeOf({ code, validation }: ThrownObject): string | undefined {
  if (validation) return 'VALIDATION_FAILED'
  return typeof code === 'string' && !code.startsWith('FST_') ? code : undefined
}

/**
 * Fastify closes the connection after a body that it rejects. If the browser is still sending, that
 * resets the connection, and the page gets a network error instead of the status. On an open
 * connection Node reads and discards the rest, until requestTimeout.
 *
 * @returns false for a huge body, and while the server closes: `close` is on `reply.raw` then
 */
function keepsOpen({ headers }: FastifyRequest, reply: FastifyReply): boolean {
  const isHuge = Number(headers['content-length'] ?? 0) > 16 * 1024 * 1024
  return reply.hasHeader('connection') && !reply.raw.hasHeader('connection') && !isHuge
}
