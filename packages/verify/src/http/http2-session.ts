import { once } from 'node:events'
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2'
import { connect as connectTls } from 'node:tls'
import type { NetworkError } from '../exchange.ts'
import { timeIsUp } from './attempt.ts'
import type { HttpDriverOptions } from './http-driver.ts'
import { networkErrorFor, timedOut } from './network-error.ts'
import { connectTo } from './request-options.ts'

/** The result of a new connection. Exactly one property is set. */
export interface Connection {
  session?: ClientHttp2Session
  /** The server chose HTTP/1.1, or no protocol. */
  http1?: true
  networkError?: NetworkError
  /** The time limit of the run was reached: `timeIsUp`. */
  cutOff?: string
}

/**
 * Opens a connection as browsers do: they offer HTTP/2 and HTTP/1.1 in the TLS handshake (ALPN), and the
 * server chooses. If it chooses HTTP/1.1, this connection is closed, and Node's agents open theirs.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-3.2
 */
export async function connect(
  url: URL,
  { resolve, ignoreCertificates, signal, timeoutMs }: HttpDriverOptions,
): Promise<Connection> {
  const socket = connectTls({
    ...connectTo(url, resolve),
    ALPNProtocols: ['h2', 'http/1.1'],
    rejectUnauthorized: !ignoreCertificates,
  })
  const late = new Error('late')
  const timer = setTimeout(() => socket.destroy(late), timeoutMs)
  try {
    await once(socket, 'secureConnect', { signal })
  } catch (error) {
    socket.on('error', () => {}).destroy()
    if (signal.aborted) return { cutOff: timeIsUp }
    if (error === late) return { networkError: timedOut(url, timeoutMs) }
    return { networkError: networkErrorFor(error as Error, url) }
  } finally {
    clearTimeout(timer)
  }
  if (socket.alpnProtocol !== 'h2') {
    // Not destroyed: the server would log a handshake that the client broke off.
    socket.on('error', () => {}).end()
    return { http1: true }
  }
  const session = connectHttp2(url, {
    createConnection: () => socket,
    // Browsers accept no pushed responses either.
    settings: { enablePush: false },
  })
  // Each stream of the session emits the error too.
  session.on('error', () => {})
  return { session }
}
