import { request, type IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'

export interface Received {
  status: number
  headers: Record<string, string | string[] | undefined>
  /** Values of one header, a line each. */
  lines: (name: string) => string[]
}

/** Sends a forged request on a connection of its own, and waits for the head of the response. */
export function send(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    // Without a length, node:http sends the body of a DELETE unframed.
    const length = body === undefined ? {} : { 'Content-Length': String(body.length) }
    const sent = request({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers: { ...headers, ...length },
      agent: false,
    })
    sent.on('error', reject)
    const responded = (
      { statusCode = 0, headers, rawHeaders }: IncomingMessage,
      over: Duplex | IncomingMessage,
    ) => {
      over.on('error', () => {})
      over.destroy()
      const lines = (name: string) =>
        rawHeaders.filter(
          (_value, index) => rawHeaders[index - 1]?.toLowerCase() === name && index % 2 === 1,
        )
      resolve({ status: statusCode, headers, lines })
    }
    sent.on('response', (response) => responded(response, response))
    sent.on('upgrade', (response, socket) => responded(response, socket))
    sent.end(body)
  })
}
