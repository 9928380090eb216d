import type { Writable } from 'node:stream'

/** Size of a large body in bytes: the default limit of nginx and of Fastify. */
const largeBytes = 1024 * 1024

/**
 * Milliseconds to wait for a server that rejects a large body by its Content-Length. Such a server closes
 * the connection, and a client that is still sending may lose the response.
 */
const rejectMs = 3000

/**
 * Sends the body and ends the request.
 *
 * @param sendHead sends the header lines; a large body follows after `rejectMs`, if no response has
 *   arrived by then
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
