import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { DatabaseUnavailable, RouteNotFound } from '../problems.ts'
import type { ApiProblem } from '../schemas.ts'

/** Anything may be thrown; errors of Fastify say more. */
type Thrown = Error & Partial<FastifyError>

/** The one shape of every error answer; what went wrong inside stays in the log. */
export function problemOf(error: Thrown, request: FastifyRequest): ApiProblem {
  const statusCode = error.statusCode ?? 500
  const [code, message] =
    statusCode === 500
      ? ['INTERNAL_ERROR', 'The API failed. Its log has the reason under this request id.']
      : [error.code ?? 'ERROR', error.message.slice(0, 300)]
  return { statusCode, code, message, requestId: request.id }
}

/** Error handler: answers whatever was thrown. */
export function answerError(error: Thrown, request: FastifyRequest, reply: FastifyReply): void {
  const problem = problemOf(error, request)
  if (problem.statusCode >= 500) request.log.error({ err: error }, error.message)
  if (error instanceof DatabaseUnavailable) reply.header('retry-after', '5')
  if (!isHuge(request)) reply.removeHeader('connection')
  void reply.code(problem.statusCode).send(problem)
}

/**
 * Fastify closes the connection after a body it does not take. While a browser is still sending,
 * that resets it, and the page gets a network error in place of the status; what is pipelined
 * behind it gets nothing. Kept open, Node takes the rest in and throws it away; requestTimeout
 * ends that after 10 s.
 */
function isHuge({ headers }: FastifyRequest): boolean {
  return Number(headers['content-length'] ?? 0) > 16 * 1024 * 1024
}

/** Not-found handler: the same shape for a path or method that no route has. */
export function answerUnknownRoute(request: FastifyRequest): never {
  throw new RouteNotFound(request.method, request.url)
}
