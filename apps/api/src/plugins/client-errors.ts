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
const lingerMs = 2000
const badRequest: [number, string, string] = [400, 'BAD_REQUEST', 'This is no valid HTTP request.']

/**
 * Answers what Node's HTTP parser refuses. There is no request object then, so the origin is
 * read from the bytes that arrived, and a page can read the status as with any other error.
 */
export function answerClientErrors(policy: Policy) {
  const refused = new WeakSet<Socket>()

  return function (this: FastifyInstance, error: ConnectionError, socket: Socket): void {
    const newest = newestAnswerOn(socket)
    const refuse = (origin: string | undefined) => {
      const [statusCode, code, message] = problems[error.code] ?? badRequest
      const problem = { statusCode, code, message, requestId: randomUUID() }
      this.log.info({ reqId: problem.requestId, code: error.code }, `answered ${statusCode}`)
      if (socket.writable) socket.end(bytesOf(problem, corsHeaders(policy, origin)))
      // It may still send: ended at once, the connection would be reset and the answer lost.
      setTimeout(() => socket.destroy(), lingerMs).unref()
    }

    // Once the parser has failed, it fails anew with every packet.
    if (refused.has(socket)) return
    refused.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
    } else if (newest === undefined || newest.req.complete) {
      // What was asked before is answered before.
      const origin = originIn(error)
      if (newest?.writableFinished === false) newest.once('finish', () => refuse(origin))
      else refuse(origin)
    } else if (newest.headersSent) {
      // The body that fails belongs to a request that has its answer; a second one has no reader.
      if (newest.writableEnded && !newest.writableFinished) {
        newest.once('finish', () => socket.destroySoon())
      } else socket.destroySoon()
    } else {
      const { origin } = newest.req.headers
      if (newest.socket) refuse(origin)
      else newest.once('socket', () => refuse(origin))
    }
  }
}

function bytesOf(problem: ApiProblem, cors: Record<string, string>): string {
  const { statusCode, requestId } = problem
  const body = JSON.stringify(problem)
  const headers = {
    ...cors,
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    'x-request-id': requestId,
    connection: 'close',
  }
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\n${lines.join('')}\r\n${body}`
}

const blankLine = '\r\n\r\n'

/** The one `Origin` line of a request that was refused unread; undefined if there is not one. */
function originIn({ rawPacket, bytesParsed }: ConnectionError): string | undefined {
  if (!Buffer.isBuffer(rawPacket)) return undefined
  const packet = rawPacket.toString('latin1')
  // Pipelined requests share a packet: the lines around the place that failed are its own.
  const before = bytesParsed < 4 ? -1 : packet.lastIndexOf(blankLine, bytesParsed - 4)
  const head = packet.slice(before < 0 ? 0 : before + 4).split(blankLine, 1)[0] ?? ''
  const origins = head.split('\r\n').filter((line) => /^origin:/i.test(line))
  if (origins.length !== 1) return undefined
  return /^origin:[ \t]*(\S*)[ \t]*$/i.exec(origins[0] ?? '')?.[1]
}
