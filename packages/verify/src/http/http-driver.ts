import { setMaxListeners } from 'node:events'
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Exchange, HeaderLines, WireRequest } from '../exchange.ts'
import { noAnswerFor } from './no-answer.ts'

/** As much of a body as is kept. */
const bodyLimit = 64 * 1024

/** As many connections as a browser opens to one host: gentle, and quick enough. */
const maxSockets = 6

export interface HttpDriverOptions {
  /** Milliseconds a request may take. */
  timeoutMs: number
  /** Where a `host:port` really is. */
  resolve: ReadonlyMap<string, { address: string; port: number }>
  ignoreCertificates: boolean
  /** Ends every request when the run's time is up. */
  signal: AbortSignal
  /** No run sends more requests than this. */
  maxRequests: number
}

/** Sends requests with exactly the header lines given. Follows no redirect, keeps no cookie. */
export interface HttpDriver {
  /**
   * @param request `Host` and `Content-Length` are added
   * @param until `head` to leave the body of a stream unread
   */
  send: (request: WireRequest, until?: 'body' | 'head') => Promise<Exchange>
  /** How many requests have been sent. */
  readonly sent: number
  close: () => void
}

/**
 * The HTTP half's hands: forges any `Origin`, doubled lines included, which no `fetch` allows.
 * Node's HTTP parser reads the answers, as leniently as browsers do.
 */
export function createHttpDriver(options: HttpDriverOptions): HttpDriver {
  const agents = {
    'http:': new HttpAgent({ keepAlive: true, maxSockets }),
    'https:': new HttpsAgent({
      keepAlive: true,
      maxSockets,
      rejectUnauthorized: !options.ignoreCertificates,
    }),
  }
  let sent = 0
  // Every request under way listens for the end of the run.
  setMaxListeners(0, options.signal)

  async function send(request: WireRequest, until: 'body' | 'head' = 'body'): Promise<Exchange> {
    if (sent >= options.maxRequests || options.signal.aborted) {
      const message = options.signal.aborted
        ? 'The time for the whole run is up.'
        : `The run has sent its ${options.maxRequests} requests.`
      return { request, noAnswer: { reason: 'timeout', message } }
    }
    sent += 1
    const exchange = await attempt(request, until)
    // A kept connection may close as it is used again: that says nothing about the server.
    if (exchange === 'stale connection') return send(request, until)
    return exchange
  }

  function attempt(
    request: WireRequest,
    until: 'body' | 'head',
  ): Promise<Exchange | 'stale connection'> {
    const url = new URL(request.url.replace(/^ws/, 'http'))
    const secure = url.protocol === 'https:'
    const start = secure ? httpsRequest : httpRequest
    const length = contentLength(request)

    return new Promise((resolve) => {
      const outgoing = start({
        ...connectTo(url, options.resolve),
        agent: agents[secure ? 'https:' : 'http:'],
        method: request.method,
        path: url.pathname + url.search,
        headers: [['Host', url.host], ...request.headers, ...length] as unknown as string[],
        insecureHTTPParser: true,
        maxHeaderSize: bodyLimit,
      })
      const startedAt = performance.now()
      let settled = false
      const settle = (exchange: Exchange | 'stale connection') => {
        if (settled) return
        settled = true
        clearTimeout(timer)
        options.signal.removeEventListener('abort', onAbort)
        resolve(exchange)
      }
      const giveUp = (message: string) => {
        settle({ request, noAnswer: { reason: 'timeout', message } })
        outgoing.destroy()
      }
      const onAbort = () => giveUp('The time for the whole run is up.')
      const timer = setTimeout(
        () => giveUp(`${url.host} gave no answer within ${options.timeoutMs / 1000} s.`),
        options.timeoutMs,
      )
      options.signal.addEventListener('abort', onAbort)

      outgoing.on('error', (error: Error & { code?: string }) => {
        const stale = outgoing.reusedSocket && error.code === 'ECONNRESET'
        settle(stale ? 'stale connection' : { request, noAnswer: noAnswerFor(error, url) })
      })
      outgoing.on('upgrade', (response, socket) => {
        socket.destroy()
        settle({ request, answer: { ...headOf(response, startedAt), body: '' } })
      })
      outgoing.on('response', (response) => {
        const head = headOf(response, startedAt)
        const chunks: Buffer[] = []
        let size = 0
        const done = () => {
          settle({ request, answer: { ...head, body: Buffer.concat(chunks).toString('utf8') } })
        }
        if (until === 'head') {
          done()
          outgoing.destroy()
          return
        }
        response.on('data', (chunk: Buffer) => {
          chunks.push(chunk)
          size += chunk.length
          if (size < bodyLimit) return
          done()
          outgoing.destroy()
        })
        // A body that breaks off is no news for CORS: the head decides.
        response.on('end', done).on('error', done).on('close', done)
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
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

function connectTo(url: URL, resolve: HttpDriverOptions['resolve']): RequestOptions {
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80)
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const elsewhere = resolve.get(`${url.hostname}:${port}`)
  return {
    host: elsewhere?.address ?? host,
    port: elsewhere?.port ?? port,
    // An address has no place in the TLS server name.
    ...(/^[\d.]+$|:/.test(host) ? {} : { servername: host }),
  }
}

/** Browsers send `Content-Length: 0` where a body could be; Node would send an empty chunked one. */
function contentLength({ method, body }: WireRequest): HeaderLines {
  if (body === undefined && !['POST', 'PUT', 'PATCH'].includes(method)) return []
  return [['Content-Length', String(Buffer.byteLength(body ?? ''))]]
}

function headOf(
  response: { statusCode?: number | undefined; rawHeaders: string[] },
  startedAt: number,
) {
  const headers: [string, string][] = []
  for (let index = 0; index < response.rawHeaders.length; index += 2)
    headers.push([response.rawHeaders[index] ?? '', response.rawHeaders[index + 1] ?? ''])
  return {
    status: response.statusCode ?? 0,
    headers,
    milliseconds: performance.now() - startedAt,
  }
}
