import type { Policy } from '@repo/config'
import type { ConnectionError, FastifyInstance } from 'fastify'
import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { ErrorResponse } from '../schemas/errors.ts'
import { corsHeaders } from './cors-headers.ts'
import { latestResponseOn } from './cors-server-response.ts'

type ParserError = Omit<ErrorResponse, 'requestId'>

const errors: Record<string, ParserError> = {
  HPE_HEADER_OVERFLOW: {
    statusCode: 431,
    code: 'HEADERS_TOO_LARGE',
    message:
      'The request has more than 16 kB of headers. Clear the cookies of this host: other apps on it may have set them.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    statusCode: 408,
    code: 'REQUEST_TIMEOUT',
    message: 'The request was not complete in time.',
  },
}
const malformed: ParserError = {
  statusCode: 400,
  code: 'BAD_REQUEST',
  message: 'Malformed HTTP request.',
}
/** How long the client may continue to send after its error response, in milliseconds. */
const lingerMs = 2000

/**
 * Returns Fastify's `clientErrorHandler`: responds to requests that Node's HTTP parser rejects.
 * Such a request has no request object: its `Origin` is read from the received bytes, so that a page
 * on an allowed origin can read the error.
 */
export function parserErrors(policy: Policy) {
  const failed = new WeakSet<Socket>()

  return function (this: FastifyInstance, error: ConnectionError, socket: Socket): void {
    const latest = latestResponseOn(socket)
    const respond = (origin: string | undefined) => {
      const response = { ...(errors[error.code] ?? malformed), requestId: randomUUID() }
      const { requestId, statusCode } = response
      this.log.info({ reqId: requestId, code: error.code, statusCode }, 'request not parsed')
      const headers = corsHeaders(policy, policy.allows(origin) ? origin : undefined)
      if (socket.writable) socket.end(serialize(response, headers))
      // The client may still be sending: closing at once would reset the connection, and the
      // response would be lost.
      setTimeout(() => socket.destroy(), lingerMs).unref()
    }

    // A parser that has failed fails again with every packet.
    if (failed.has(socket)) return
    failed.add(socket)
    if (error.code === 'ECONNRESET' || !socket.writable) {
      socket.destroy()
    } else if (latest === undefined || latest.req.complete) {
      // Pipelining: wait for the previous response to finish.
      const origin = originIn(error)
      if (latest?.writableFinished === false) latest.once('finish', () => respond(origin))
      else respond(origin)
    } else if (latest.headersSent) {
      // The response to this request was already sent: close the connection.
      if (latest.writableEnded && !latest.writableFinished) {
        latest.once('finish', () => socket.destroySoon())
      } else socket.destroySoon()
    } else {
      const { origin } = latest.req.headers
      if (latest.socket) respond(origin)
      else latest.once('socket', () => respond(origin))
    }
  }
}

function serialize(response: ErrorResponse, cors: Record<string, string>): string {
  const { statusCode, requestId } = response
  const body = JSON.stringify(response)
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

const emptyLine = '\r\n\r\n'

/** Returns the `Origin` of a request that was not parsed; undefined if it has none or several. */
function originIn({ rawPacket, bytesParsed }: ConnectionError): string | undefined {
  if (!Buffer.isBuffer(rawPacket)) return undefined
  const packet = rawPacket.toString('latin1')
  // A packet may contain several pipelined requests: this is the head around the byte that failed.
  const before = bytesParsed < 4 ? -1 : packet.lastIndexOf(emptyLine, bytesParsed - 4)
  const head = packet.slice(before < 0 ? 0 : before + 4).split(emptyLine, 1)[0] ?? ''
  const origins = head.split('\r\n').filter((line) => /^origin:/i.test(line))
  if (origins.length !== 1) return undefined
  return /^origin:[ \t]*(\S*)[ \t]*$/i.exec(origins[0] ?? '')?.[1]
}
