import type { IncomingMessage } from 'node:http'
import type { WireResponse } from '../exchange.ts'

/** Number of bytes of a body that are stored. */
const bodyLimit = 64 * 1024

/** The head of a response, its header lines as they came. */
export function headOf(
  { statusCode, rawHeaders }: IncomingMessage,
  startedAt: number,
): WireResponse {
  const headers: [string, string][] = []
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? ''])
  return {
    status: statusCode ?? 0,
    headers,
    body: '',
    milliseconds: performance.now() - startedAt,
  }
}

/** The beginning of a body; the rest is not waited for. */
export function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  return new Promise((resolve) => {
    const done = () => resolve(Buffer.concat(chunks).toString('utf8'))
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
