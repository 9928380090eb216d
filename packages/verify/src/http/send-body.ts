import type { Writable } from 'node:stream'

/** Bytes from which a body is large: the limit of nginx, and of Fastify. */
const largeBytes = 1024 * 1024

/**
 * Milliseconds for which a server can reject a large body by its Content-Length. It closes the
 * connection then, and a client that is still sending may lose the response.
 */
const rejectMs = 3000

/**
 * Sends the body and ends the request.
 *
 * @param sendHead sends the header lines; a large body follows after a moment, unless there is a response
 * before
 */
export function sendBody(request: Writable, body: string | undefined, sendHead: () => void): void {
  if (body === undefined || body.length < largeBytes) {
    request.end(body)
    return
  }
  sendHead()
  let sending: NodeJS.Immediate | undefined
  const timer = setTimeout(() => {
    // If this process was busy, the response may be there: it is read before an immediate runs.
    sending = setImmediate(() => request.end(body))
  }, rejectMs)
  const cancel = () => {
    clearTimeout(timer)
    clearImmediate(sending)
  }
  request.once('response', cancel).once('close', cancel)
}
