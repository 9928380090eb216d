import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request as send, type RequestOptions } from 'node:https'

/** A response with its header lines as received: a line that was sent twice is in the list twice. */
export interface RawResponse {
  status: number
  lines: [name: string, value: string][]
  body: string
}

/** Every value of a header, one for each line. */
export function valuesOf({ lines }: Pick<RawResponse, 'lines'>, name: string): string[] {
  return lines.filter(([each]) => each === name).map(([, value]) => value)
}

const corsNames = ['access-control-allow-origin', 'access-control-allow-credentials', 'vary']

/** Returns the values of the CORS headers and `Vary` of a response. */
export function corsLinesOf(response: Pick<RawResponse, 'lines'>): Record<string, string[]> {
  return Object.fromEntries(corsNames.map((name) => [name, valuesOf(response, name)]))
}

/**
 * Returns the headers that the API sends to a page of an allowed origin.
 *
 * @param origin undefined for a page of a disallowed origin
 */
export function corsLinesFor(origin: string | undefined): Record<string, string[]> {
  return {
    'access-control-allow-origin': origin === undefined ? [] : [origin],
    'access-control-allow-credentials': origin === undefined ? [] : ['true'],
    vary: ['Origin'],
  }
}

/** Sends requests to one origin over one keep-alive connection, and adds only `Host` and `Content-Length`. */
export class HttpsClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #host: string
  readonly #options: RequestOptions

  constructor(origin: string, port: number) {
    this.#host = new URL(origin).host
    this.#options = {
      host: '127.0.0.1',
      port,
      servername: this.#host,
      agent: this.#agent,
      setHost: false,
      rejectUnauthorized: false,
    }
  }

  /** @param what such as `GET /api/items` */
  async request(
    what: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<RawResponse> {
    const response = await this.open(what, headers, body)
    response.setEncoding('utf8')
    let text = ''
    for await (const chunk of response) text += String(chunk)
    return rawOf(response, text)
  }

  /** @returns the response as soon as its headers are received */
  async open(what: string, headers: Record<string, string>, body = ''): Promise<IncomingMessage> {
    const [method = '', path = ''] = what.split(' ')
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = send({
      ...this.#options,
      method,
      path,
      headers: { host: this.#host, ...length, ...headers },
    })
    sent.end(body)
    const [response] = (await once(sent, 'response')) as [IncomingMessage]
    return response
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** @param body the text of the body, if it was read */
export function rawOf(response: IncomingMessage, body = ''): RawResponse {
  return { status: response.statusCode ?? 0, lines: linesOf(response), body }
}

function linesOf({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  )
}
