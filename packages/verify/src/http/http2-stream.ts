import { constants, type ClientHttp2Session } from 'node:http2'
import type { Exchange, WireRequest } from '../exchange.ts'
import { attempt, type AttemptLimits } from './attempt.ts'
import { http2ErrorFor } from './http2-error.ts'
import { headOf, readBody } from './read-response.ts'
import { http2Headers } from './request-options.ts'
import { sendBody } from './send-body.ts'

/**
 * Sends a request on a stream of its own.
 *
 * @returns its exchange, and the error code of the stream if no response came (0 for none)
 */
export async function sendOnStream(
  session: ClientHttp2Session,
  request: WireRequest,
  until: 'body' | 'head',
  limits: AttemptLimits,
): Promise<{ exchange: Exchange; rstCode: number }> {
  const url = new URL(request.url)
  // The server has closed the session since the last request.
  if (session.closed || session.destroyed)
    return { exchange: { request, networkError: http2ErrorFor(undefined, 0, url) }, rstCode: 0 }
  let rstCode = 0
  const exchange = await attempt(request, limits, ({ settle, begin, headArrived }) => {
    const endStream = request.body === undefined
    const stream = session.request(http2Headers(request, url), { endStream })
    const startedAt = performance.now()
    const cancel = () => stream.close(constants.NGHTTP2_CANCEL)
    let hasHead = false
    begin()
    let error: Error | undefined
    stream.on('error', (given: Error) => (error = given))
    stream.on('close', () => {
      if (hasHead) return
      rstCode = stream.rstCode
      settle({ networkError: http2ErrorFor(error, stream.rstCode, url) })
    })
    // The raw header lines: Node's object of headers joins or drops repeated ones.
    stream.on('response', (_headers: unknown, _flags: number, rawHeaders: string[]) => {
      hasHead = true
      headArrived()
      // The first line is `:status`, the only pseudo-header of a response.
      const [, status, ...lines] = rawHeaders
      const head = headOf(Number(status), lines, startedAt)
      if (until === 'head') {
        settle({ response: head })
        cancel()
        return
      }
      void readBody(stream).then((body) => {
        settle({ response: { ...head, body } })
        // The server responded before it had received the whole body.
        if (!stream.writableEnded) cancel()
      })
    })
    // `session.request()` has sent the header lines already.
    if (!endStream) sendBody(stream, request.body, () => undefined)
    return { destroy: cancel }
  })
  return { exchange, rstCode }
}
