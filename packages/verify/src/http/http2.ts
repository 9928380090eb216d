import { constants, type ClientHttp2Session } from 'node:http2'
import type { Exchange, WireRequest } from '../exchange.ts'
import type { HttpDriverOptions } from './http-driver.ts'
import { connect, type Connection } from './http2-session.ts'
import { sendOnStream } from './http2-stream.ts'

const { NGHTTP2_HTTP_1_1_REQUIRED } = constants

/**
 * What came of a request; or that it has to be sent over HTTP/1.1, because the server chose that before
 * (`http/1.1`), or because it reset this request (`http/1.1 required`).
 */
export type Http2Outcome = Exchange | 'http/1.1' | 'http/1.1 required'

/** Sessions that speak HTTP/2, one for each origin that offers it. */
export interface Http2 {
  /** @param reuse whether the session of earlier requests may be used */
  send: (request: WireRequest, until: 'body' | 'head', reuse: boolean) => Promise<Http2Outcome>
  close: () => void
}

/** Sends requests over HTTP/2 where the server offers it over TLS. */
export function createHttp2(options: HttpDriverOptions): Http2 {
  /** Origins that speak HTTP/1.1 alone. */
  const http1 = new Set<string>()
  const kept = new Map<string, Promise<Connection>>()
  const open = new Set<ClientHttp2Session>()

  function connectionTo(url: URL, reuse: boolean): Promise<Connection> {
    const earlier = reuse ? kept.get(url.origin) : undefined
    if (earlier) return earlier
    const connecting = connect(url, options)
    const forget = () => {
      if (kept.get(url.origin) === connecting) kept.delete(url.origin)
    }
    if (reuse) kept.set(url.origin, connecting)
    return connecting.then((connection) => {
      const { session } = connection
      if (!session) {
        forget()
        return connection
      }
      open.add(session)
      session.on('goaway', forget)
      session.on('close', () => {
        forget()
        open.delete(session)
      })
      return connection
    })
  }

  async function send(
    request: WireRequest,
    until: 'body' | 'head',
    reuse: boolean,
  ): Promise<Http2Outcome> {
    const url = new URL(request.url)
    if (http1.has(url.origin)) return 'http/1.1'
    const { session, http1: isHttp1, ...failure } = await connectionTo(url, reuse)
    if (isHttp1) {
      http1.add(url.origin)
      return 'http/1.1'
    }
    if (!session) return { request, ...failure }
    try {
      const { exchange, rstCode } = await sendOnStream(session, request, until, options)
      if (rstCode !== NGHTTP2_HTTP_1_1_REQUIRED) return exchange
      http1.add(url.origin)
      return 'http/1.1 required'
    } finally {
      if (!reuse) session.close()
    }
  }

  return {
    send,
    close() {
      for (const session of open) session.destroy()
    },
  }
}
