import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { Agent, request, type RequestOptions } from 'node:https'

/** An answer with its header lines as they came: one that is sent twice is here twice. */
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

/** The CORS headers of an answer. */
export function corsLinesOf(answer: Pick<RawResponse, 'lines'>): Record<string, string[]> {
  return Object.fromEntries(corsNames.map((name) => [name, valuesOf(answer, name)]))
}

/** What they are on an answer to a page of this origin; undefined: to one that is not allowed. */
export function corsLinesFor(origin: string | undefined): Record<string, string[]> {
  return {
    'access-control-allow-origin': origin === undefined ? [] : [origin],
    'access-control-allow-credentials': origin === undefined ? [] : ['true'],
    vary: ['Origin'],
  }
}

/** Asks one origin over one connection that is kept alive; sends what it is told and no more. */
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
  async ask(what: string, headers: Record<string, string> = {}, body = ''): Promise<RawResponse> {
    const answer = await this.open(what, headers, body)
    answer.setEncoding('utf8')
    let text = ''
    for await (const chunk of answer) text += String(chunk)
    return rawOf(answer, text)
  }

  /** @returns the answer when its head has come */
  async open(what: string, headers: Record<string, string>, body = ''): Promise<IncomingMessage> {
    const [method = '', path = ''] = what.split(' ')
    const length = body === '' ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request({
      ...this.#options,
      method,
      path,
      headers: { host: this.#host, ...length, ...headers },
    })
    sent.end(body)
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    return answer
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** @param body what has been read of it */
export function rawOf(answer: IncomingMessage, body = ''): RawResponse {
  return { status: answer.statusCode ?? 0, lines: linesOf(answer), body }
}

function linesOf({ rawHeaders }: IncomingMessage): [string, string][] {
  return rawHeaders.flatMap((name, index) =>
    index % 2 === 0 ? [[name.toLowerCase(), rawHeaders[index + 1] ?? ''] as [string, string]] : [],
  )
}
