import { Agent as HttpAgent, request as httpRequest } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Exchange, WireRequest } from '../exchange.ts'
import { attempt } from './attempt.ts'
import type { HttpDriverOptions } from './http-driver.ts'
import { maxAtOnce } from './max-at-once.ts'
import { networkErrorFor } from './network-error.ts'
import { headOf, readBody, readCloseCode } from './read-response.ts'
import { requestOptions } from './request-options.ts'
import { sendBody } from './send-body.ts'

/** Maximum size of the head of a response, in bytes. */
const maxHeaderSize = 64 * 1024

/** Connections that speak HTTP/1.1. */
export interface Http1 {
  send: (request: WireRequest, until: 'body' | 'head') => Promise<Exchange>
  close: () => void
}

/**
 * Sends requests over HTTP/1.1, and opens WebSockets.
 *
 * @param keepAlive whether connections are reused
 */
export function createHttp1(options: HttpDriverOptions, keepAlive: boolean): Http1 {
  const http = new HttpAgent({ keepAlive, maxSockets: maxAtOnce })
  const https = new HttpsAgent({
    keepAlive,
    maxSockets: maxAtOnce,
    rejectUnauthorized: !options.ignoreCertificates,
    // Browsers offer only HTTP/1.1 when they open a WebSocket.
    ALPNProtocols: ['http/1.1'],
  })

  function send(request: WireRequest, until: 'body' | 'head'): Promise<Exchange> {
    const url = new URL(request.url.replace(/^ws/, 'http'))
    const secure = url.protocol === 'https:'
    const start = secure ? httpsRequest : httpRequest

    return attempt(request, options, ({ settle, begin, headArrived }) => {
      const outgoing = start({
        ...requestOptions(request, url, options.resolve),
        agent: secure ? https : http,
        maxHeaderSize,
      })
      let startedAt = performance.now()
      outgoing.on('socket', () => {
        startedAt = performance.now()
        begin()
      })
      outgoing.on('error', (error) => {
        settle({ networkError: networkErrorFor(error, new URL(request.url)) })
      })
      outgoing.on('upgrade', ({ statusCode, rawHeaders }, socket, bytes) => {
        const head = headOf(statusCode, rawHeaders, startedAt)
        void readCloseCode(socket, bytes).then((closeCode) => {
          socket.destroy()
          settle({ response: { ...head, ...(closeCode !== undefined && { closeCode }) } })
        })
      })
      outgoing.on('response', (response) => {
        const head = headOf(response.statusCode, response.rawHeaders, startedAt)
        headArrived()
        if (until === 'head') {
          settle({ response: head })
          outgoing.destroy()
          return
        }
        void readBody(response).then((body) => {
          settle({ response: { ...head, body } })
          // The server responded before it had received the whole body.
          if (!outgoing.writableEnded) outgoing.destroy()
        })
      })
      sendBody(outgoing, request.body, () => outgoing.flushHeaders())
      return outgoing
    })
  }

  return {
    send,
    close() {
      http.destroy()
      https.destroy()
    },
  }
}
