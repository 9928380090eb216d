import type { Policy } from '@repo/config'
import type { ConnectionError, FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ApiProblem } from '../schemas.ts'
import { corsHeaders, newestAnswerOn } from './every-answer.ts'

const problems: Record<string, [status: number, code: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    431,
    'HEADERS_TOO_LARGE',
    'The request has more than 16 kB of headers. Cookies of other apps on this host may be why.',
  ],
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'REQUEST_TOO_SLOW', 'The request did not arrive in time.'],
}
const badRequest: [number, string, string] = [400, 'BAD_REQUEST', 'This is no valid HTTP request.']

/**
 * Answers what Node's HTTP parser refuses. There is no request object then, so the origin is
 * read from the bytes that arrived, and a page can read the status as with any other error.
 */
export function answerClientErrors(policy: Policy) {
  return function (this: FastifyInstance, error: ConnectionError, socket: Socket): void {
    const answer = newestAnswerOn(socket)
    const midway = answer !== undefined && answer.headersSent && !answer.writableFinished
    if (error.code === 'ECONNRESET' || !socket.writable || midway) {
      socket.destroy()
      return
    }
    const [statusCode, code, message] = problems[error.code] ?? badRequest
    const requestId = randomUUID()
    this.log.info({ reqId: requestId, code: error.code }, `answered ${statusCode}`)

    const body = JSON.stringify({ statusCode, code, message, requestId } satisfies ApiProblem)
    const headers = {
      ...corsHeaders(policy, originIn(error) ?? originOfStalled(socket)),
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'x-content-type-options': 'nosniff',
      'x-request-id': requestId,
      connection: 'close',
    }
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
    socket.end(`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`)
  }
}

/** The one `Origin` line of a request that was refused unread; undefined if there is not one. */
function originIn({ rawPacket }: ConnectionError): string | undefined {
  const lines = Buffer.isBuffer(rawPacket) ? rawPacket.toString('latin1').split('\r\n') : []
  const origins = lines.filter((line) => /^origin:/i.test(line))
  return origins.length === 1 ? origins[0]?.slice('origin:'.length).trim() : undefined
}

/** A body that stalls has a request whose headers did arrive. */
function originOfStalled(socket: Socket): string | undefined {
  const answer = newestAnswerOn(socket)
  return answer?.writableFinished === false ? answer.req.headers.origin : undefined
}
