import { setMaxListeners } from 'node:events'
import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Exchange, WireRequest } from '../exchange.ts'
import { isUnsafe } from './is-unsafe.ts'
import { networkErrorFor } from './network-error.ts'
import { headOf, readBody, readCloseCode } from './read-response.ts'
import { requestOptions, type Resolve } from './request-options.ts'

/** As many connections as a browser opens to one host: gentle, and quick enough. */
const maxSockets = 6

/** As much of a head as is read. */
const maxHeaderSize = 64 * 1024

export interface HttpDriverOptions {
  /** Milliseconds a request may take; waiting for a free connection is not counted. */
  timeoutMs: number
  resolve: Resolve
  ignoreCertificates: boolean
  /** Ends every request when the run's time is up. */
  signal: AbortSignal
  /** No run sends more requests than this. */
  maxRequests: number
}

/** Sends requests with exactly the header lines given. Follows no redirect and stores no cookie. */
export interface HttpDriver {
  /**
   * @param request `Host` and `Content-Length` are added
   * @param until `head` to leave the body of a stream unread
   */
  send: (request: WireRequest, until?: 'body' | 'head') => Promise<Exchange>
}

/** A driver with connections of its own. */
export interface OpenHttpDriver extends HttpDriver {
  /** How many requests have been sent. */
  readonly sent: number
  close: () => void
}

/**
 * Sends requests as no `fetch` can: with any `Origin`, and with doubled header lines.
 * Node's HTTP parser reads the responses, as leniently as browsers do.
 */
export function createHttpDriver(options: HttpDriverOptions): OpenHttpDriver {
  const { signal, timeoutMs, maxRequests } = options
  const pooled = createAgents(true, options)
  // A pooled connection may close when it is reused, and a request that writes is not repeated.
  const fresh = createAgents(false, options)
  let sent = 0
  // Every request under way listens for the end of the run.
  setMaxListeners(0, signal)

  async function send(request: WireRequest, until: 'body' | 'head' = 'body'): Promise<Exchange> {
    if (signal.aborted) return { request, cutOff: timeIsUp }
    if (sent >= maxRequests) return { request, cutOff: allAreSent(maxRequests) }
    sent += 1
    if (isUnsafe(request.method)) return attempt(request, until, fresh)
    const exchange = await attempt(request, until, pooled)
    // A reused connection may be closing, and a network may drop one: only a second failure counts.
    if (exchange.networkError?.reason !== 'closed' || sent >= maxRequests) return exchange
    sent += 1
    return attempt(request, until, fresh)
  }

  function attempt(
    request: WireRequest,
    until: 'body' | 'head',
    agents: ReturnType<typeof createAgents>,
  ): Promise<Exchange> {
    const url = new URL(request.url.replace(/^ws/, 'http'))
    const secure = url.protocol === 'https:'
    const start = secure ? httpsRequest : httpRequest

    return new Promise((resolve) => {
      const outgoing = start({
        ...requestOptions(request, url, options.resolve),
        agent: agents[secure ? 'https' : 'http'],
        maxHeaderSize,
      })
      let startedAt = performance.now()
      let timer: NodeJS.Timeout | undefined
      const settle = (exchange: Exchange) => {
        clearTimeout(timer)
        signal.removeEventListener('abort', onAbort)
        resolve(exchange)
      }
      const giveUp = (outcome: Pick<Exchange, 'networkError' | 'cutOff'>) => {
        settle({ request, ...outcome })
        outgoing.destroy()
      }
      const onAbort = () => giveUp({ cutOff: timeIsUp })
      signal.addEventListener('abort', onAbort)

      outgoing.on('socket', () => {
        startedAt = performance.now()
        const message = `${url.host} sent no response within ${timeoutMs / 1000} s.`
        timer = setTimeout(
          () => giveUp({ networkError: { reason: 'timeout', message } }),
          timeoutMs,
        )
      })
      outgoing.on('error', (error: Error & { code?: string }) => {
        settle({ request, networkError: networkErrorFor(error, url) })
      })
      outgoing.on('upgrade', (response, socket, bytes) => {
        const head = headOf(response, startedAt)
        void readCloseCode(socket, bytes).then((closeCode) => {
          socket.destroy()
          settle({ request, response: { ...head, ...(closeCode !== undefined && { closeCode }) } })
        })
      })
      outgoing.on('response', (response) => {
        const head = headOf(response, startedAt)
        // The head has arrived in time; a body that does not end is a stream.
        clearTimeout(timer)
        if (until === 'head') {
          settle({ request, response: head })
          outgoing.destroy()
          return
        }
        void readBody(response).then((body) => settle({ request, response: { ...head, body } }))
      })
      outgoing.end(request.body)
    })
  }

  return {
    send,
    get sent() {
      return sent
    },
    close() {
      for (const { http, https } of [pooled, fresh]) {
        http.destroy()
        https.destroy()
      }
    },
  }
}

function createAgents(keepAlive: boolean, { ignoreCertificates }: HttpDriverOptions) {
  return {
    http: new HttpAgent({ keepAlive, maxSockets }),
    https: new HttpsAgent({ keepAlive, maxSockets, rejectUnauthorized: !ignoreCertificates }),
  }
}

/** Reason for a cut-off by the time limit of the run. */
export const timeIsUp = 'The time limit of the run was reached: raise it with --run-timeout.'

function allAreSent(count: number): string {
  return `The run reached its limit of ${count} requests: check fewer requests in one run.`
}
