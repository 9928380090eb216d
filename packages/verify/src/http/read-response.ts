import type { Duplex, Readable } from 'node:stream'
import type { WireResponse } from '../exchange.ts'

/** Number of bytes after which a body is not read further. */
const bodyLimit = 64 * 1024

/**
 * Returns a response without its body, with the header lines as received.
 *
 * @param rawHeaders names and values in turn
 * @param startedAt when the request was sent, as `performance.now()` counts
 */
export function headOf(
  status: number | undefined,
  rawHeaders: readonly string[],
  startedAt: number,
): WireResponse {
  const headers: [string, string][] = []
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  return {
    status: status ?? 0,
    headers,
    body: '',
    milliseconds: performance.now() - startedAt,
  }
}

/** Milliseconds after which a body is not read further: the body of a stream does not end. */
const bodyMs = 1_000

/** Reads a body, up to `bodyLimit` bytes and for up to `bodyMs`. */
export function readBody(response: Readable): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      resolve(Buffer.concat(chunks).toString('utf8'))
    }
    const timer = setTimeout(() => {
      done()
      response.destroy()
    }, bodyMs)
    response.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      size += chunk.length
      if (size < bodyLimit) return
      done()
      response.destroy()
    })
    // An incomplete body does not matter for CORS: the head decides.
    response.on('end', done).on('error', done).on('close', done)
  })
}

/** Milliseconds that a server has to close a WebSocket that it accepts only to reject it. */
const closeMs = 1_000

/**
 * Waits for the first frame of a WebSocket.
 *
 * @returns the status code of a Close frame (1005 for one without), if that is the first frame; 1006 if
 *   the connection ends before it; undefined for another frame, or for none within `closeMs`
 * @see https://www.rfc-editor.org/rfc/rfc6455#section-5.5.1
 */
export function readCloseCode(socket: Duplex, head: Buffer): Promise<number | undefined> {
  return new Promise((resolve) => {
    let bytes = head
    const done = (code: number | undefined) => {
      clearTimeout(timer)
      resolve(code)
    }
    const timer = setTimeout(() => done(undefined), closeMs)
    const read = () => {
      if (bytes.length < 2) return
      const [first = 0, second = 0] = bytes
      if ((first & 0x0f) !== 0x8) done(undefined)
      else if ((second & 0x7f) < 2) done(1005)
      else if (bytes.length >= 4) done(bytes.readUInt16BE(2))
    }
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk])
      read()
    })
    socket.on('error', () => done(1006)).on('close', () => done(1006))
    read()
  })
}
