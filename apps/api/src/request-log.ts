import {
  LogController,
  type FastifyReply,
  type FastifyRequest,
  type FastifyServerOptions,
} from 'fastify'
import { randomUUID } from 'node:crypto'

/** What a log line and the page know a request by. A preflight writes no line, and needs none. */
export const requestId: NonNullable<FastifyServerOptions['genReqId']> = ({ method }) =>
  method === 'OPTIONS' ? 'preflight' : randomUUID()

/** A logger that adds the request id; for a preflight, the one there is. */
export const requestLogger: NonNullable<FastifyServerOptions['childLoggerFactory']> = (
  logger,
  bindings,
  options,
  request,
) => (request.method === 'OPTIONS' ? logger : logger.child(bindings, options))

/**
 * One line for each answer, with the request id and without headers, so that no cookie, password
 * or session id gets into a log. Preflights are left out.
 */
export class RequestLog extends LogController {
  override incomingRequest(): void {}

  override requestCompleted(
    error: Error | null,
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (request.method === 'OPTIONS') return
    const { method } = request
    const { statusCode } = reply
    const path = request.url.split('?', 1)[0]?.slice(0, 200)
    const line = { method, path, statusCode, ms: Math.round(reply.elapsedTime * 10) / 10 }
    if (error) request.log.error({ ...line, err: error }, `${method} ${path} failed`)
    else request.log.info(line, `${method} ${path} ${statusCode}`)
  }

  /** A page that closes its event stream is no incident. */
  override streamError(
    error: Error & { code?: string },
    request: FastifyRequest,
    reply: FastifyReply,
  ): void {
    if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') super.streamError(error, request, reply)
  }
}
