import { setMaxListeners } from 'node:events'
import type { Exchange, WireRequest } from '../exchange.ts'
import { timeIsUp, type AttemptLimits } from './attempt.ts'
import { createHttp1 } from './http1.ts'
import { createHttp2 } from './http2.ts'
import { isUnsafe } from './is-unsafe.ts'
import { createQueue } from './max-at-once.ts'
import type { Resolve } from './request-options.ts'

/** Options of `createHttpDriver`. */
export interface HttpDriverOptions extends AttemptLimits {
  resolve: Resolve
  /** Accept any TLS certificate. */
  ignoreCertificates: boolean
  /** Maximum number of requests of the run. */
  maxRequests: number
}

/** Sends requests with exactly the given header lines. It follows no redirect and stores no cookie. */
export interface HttpDriver {
  /**
   * @param request `Host` and `Content-Length` are added
   * @param until `head` to leave the body of a stream unread
   */
  send: (request: WireRequest, until?: 'body' | 'head') => Promise<Exchange>
}

/** A driver with connections of its own. */
export interface OpenHttpDriver extends HttpDriver {
  /** Runs work that sends a request to a URL by other means. It counts towards `maxAtOnce`. */
  inQueue: <T>(url: string, work: () => Promise<T>) => Promise<T>
  /** The number of requests sent. */
  readonly sent: number
  close: () => void
}

/**
 * Sends requests as no `fetch` can: with any `Origin`, and with doubled header lines. Like browsers, it
 * speaks HTTP/2 where the server offers it over TLS, and HTTP/1.1 elsewhere and for WebSockets.
 * Node's HTTP parser reads the responses, as leniently as browsers do.
 */
export function createHttpDriver(options: HttpDriverOptions): OpenHttpDriver {
  const { signal, maxRequests } = options
  const http2 = createHttp2(options)
  const pooled = createHttp1(options, true)
  // The server may close a pooled connection while it is reused, and an unsafe request is not repeated.
  const fresh = createHttp1(options, false)
  const queue = createQueue()
  const inQueue: OpenHttpDriver['inQueue'] = (url, work) => queue(new URL(url).host, work)
  let sent = 0
  // Every pending request listens for the end of the run.
  setMaxListeners(0, signal)

  async function send(request: WireRequest, until: 'body' | 'head' = 'body'): Promise<Exchange> {
    if (signal.aborted) return { request, cutOff: timeIsUp }
    if (sent >= maxRequests) return { request, cutOff: allAreSent(maxRequests) }
    sent += 1
    if (isUnsafe(request.method)) return attempt(request, until, false)
    const exchange = await attempt(request, until, true)
    // The server may close a reused connection, and the network may drop one: only a second failure counts.
    if (exchange.networkError?.reason !== 'closed' || sent >= maxRequests) return exchange
    sent += 1
    return attempt(request, until, false)
  }

  const attempt = (request: WireRequest, until: 'body' | 'head', reuse: boolean) =>
    inQueue(request.url, () => attemptNow(request, until, reuse))

  async function attemptNow(
    request: WireRequest,
    until: 'body' | 'head',
    reuse: boolean,
  ): Promise<Exchange> {
    if (request.url.startsWith('https:')) {
      const outcome = await http2.send(request, until, reuse)
      if (typeof outcome !== 'string') return outcome
      if (outcome === 'http/1.1 required') {
        // The server has not processed the request, so an unsafe one is repeated too.
        if (sent >= maxRequests) return { request, cutOff: allAreSent(maxRequests) }
        sent += 1
      }
    }
    return (reuse ? pooled : fresh).send(request, until)
  }

  return {
    send,
    inQueue,
    get sent() {
      return sent
    },
    close() {
      for (const connections of [http2, pooled, fresh]) connections.close()
    },
  }
}

function allAreSent(count: number): string {
  return `The run reached its limit of ${count} requests: check fewer requests in one run.`
}
