import { constants, type ClientHttp2Session } from 'node:http2'
import type { Exchange, WireRequest } from '../exchange.ts'
import type { HttpDriverOptions } from './http-driver.ts'
import { connect, type Connection } from './http2-session.ts'
import { sendOnStream } from './http2-stream.ts'

const { NGHTTP2_HTTP_1_1_REQUIRED } = constants

/**
 * The exchange of a request, or the reason to send it over HTTP/1.1: the server chose that protocol in the
 * TLS handshake (`http/1.1`), or reset this request (`http/1.1 required`).
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
  /** Origins that speak only HTTP/1.1. */
  const http1 = new Set<string>()
  /** Connections to reuse, by origin. */
  const reusable = new Map<string, Promise<Connection>>()
  const open = new Set<ClientHttp2Session>()

  function connectionTo(url: URL, reuse: boolean): Promise<Connection> {
    const earlier = reuse ? reusable.get(url.origin) : undefined
    if (earlier) return earlier
    const connecting = connect(url, options)
    const forget = () => {
      if (reusable.get(url.origin) === connecting) reusable.delete(url.origin)
    }
    if (reuse) reusable.set(url.origin, connecting)
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
