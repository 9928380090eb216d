import type { Writable } from 'node:stream'

/** Bytes from which a body is large: the limit of nginx, and of Fastify. */
const largeBytes = 1024 * 1024

/**
 * Milliseconds for which a server can reject a large body by its Content-Length. It closes the
 * connection then, and a client that is still sending may lose the response.
 */
const rejectMs = 300

/**
 * Sends the body and ends the request.
 *
 * @param sendHead sends the header lines; a large body follows after a moment, unless the request is
 * destroyed meanwhile
 */
export function sendBody(request: Writable, body: string | undefined, sendHead: () => void): void {
  if (body === undefined || body.length < largeBytes) {
    request.end(body)
    return
  }
  sendHead()
  const timer = setTimeout(() => request.end(body), rejectMs)
  request.once('close', () => clearTimeout(timer))
}
