import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** An answer as it came over the wire. */
export interface Answer {
  status: number
  /** Header lines in order, names in lower case: a header that is sent twice is here twice. */
  lines: [name: string, value: string][]
  body: string
}

/** Every value of a header, one for each line. */
export function values(answer: Answer, name: string): string[] {
  return answer.lines.filter(([each]) => each === name).map(([, value]) => value)
}

/** Gives up on a server that does not answer. */
const patienceMs = 15_000

/** A bare connection: sends exact bytes, which no HTTP client does. */
export class Wire {
  closed = false
  #received = ''
  #wake = () => {}
  readonly socket: Socket

  private constructor(socket: Socket) {
    this.socket = socket
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      this.#received += text
      this.#wake()
    })
    socket.on('error', () => {}) // a reset is a close
    socket.on('close', () => {
      this.closed = true
      this.#wake()
    })
  }

  static async open(port: number): Promise<Wire> {
    const socket = connect(port, '127.0.0.1')
    await once(socket, 'connect')
    return new Wire(socket)
  }

  /** What has come and was not yet taken by `answer`. */
  get received(): string {
    return this.#received
  }

  write(bytes: string): void {
    this.socket.write(bytes, 'latin1')
  }

  /** Waits until what has come passes, or the server closes. */
  async until(passes: (received: string) => boolean): Promise<string> {
    const giveUp = Date.now() + patienceMs
    while (!passes(this.#received) && !this.closed) {
      if (Date.now() > giveUp) throw new Error(`waited in vain after ${this.#received}`)
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 1000)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    return this.#received
  }

  /** Takes the next whole answer. */
  async answer(method = 'GET'): Promise<Answer> {
    await this.until((text) => text.includes('\r\n\r\n'))
    const headEnd = this.#received.indexOf('\r\n\r\n') + 4
    if (headEnd < 4) throw new Error(`closed after ${JSON.stringify(this.#received)}`)
    const [first = '', ...rest] = this.#received.slice(0, headEnd - 4).split('\r\n')
    const status = Number(first.split(' ')[1])
    const lines = rest.map((line): [string, string] => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
    })

    const answer: Answer = { status, lines, body: '' }
    const bodyless = method === 'HEAD' || status === 204 || status === 304
    const end = bodyless ? headEnd : await this.#endOfBody(answer, headEnd)
    answer.body = Buffer.from(this.#received.slice(headEnd, end), 'latin1').toString()
    this.#received = this.#received.slice(end)
    return answer
  }

  async #endOfBody(answer: Answer, start: number): Promise<number> {
    const [length] = values(answer, 'content-length')
    if (length !== undefined) {
      await this.until((text) => text.length >= start + Number(length))
      return start + Number(length)
    }
    const last = '0\r\n\r\n'
    await this.until((text) => text.includes(last, start))
    const found = this.#received.indexOf(last, start)
    return found < 0 ? this.#received.length : found + last.length
  }

  close(): void {
    this.socket.destroy()
  }
}

/** Header lines of a request; a name may come twice. */
export type Lines = readonly (readonly [name: string, value: string])[]

/** A request in bytes. */
export function bytesOf(request: string, lines: Lines = [], body = ''): string {
  const all: Lines = [
    ['Host', 'localhost:3000'],
    ...lines,
    ...(body ? ([['Content-Length', String(Buffer.byteLength(body))]] as const) : []),
  ]
  const head = all.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `${request} HTTP/1.1\r\n${head}\r\n${Buffer.from(body).toString('latin1')}`
}

/**
 * Sends one request on a connection of its own.
 *
 * @param request method and path: `GET /api/items`
 */
export async function ask(
  { port }: { port: number },
  request: string,
  lines: Lines = [],
  body = '',
): Promise<Answer> {
  return askBytes({ port }, bytesOf(request, lines, body), request.split(' ', 1)[0])
}

export async function askBytes(
  { port }: { port: number },
  bytes: string,
  method = 'GET',
): Promise<Answer> {
  const wire = await Wire.open(port)
  try {
    wire.write(bytes)
    return await wire.answer(method)
  } finally {
    wire.close()
  }
}

/** Lines of a CORS-preflight request. */
export function preflightLines(origin: string, method: string, headers?: string): Lines {
  return [
    ['Origin', origin],
    ['Access-Control-Request-Method', method],
    ...(headers === undefined ? [] : ([['Access-Control-Request-Headers', headers]] as const)),
  ]
}

/** Header lines and body of a JSON request: spread them after origin and path. */
export function json(origin: string, cookie?: string): Lines {
  return [
    ['Origin', origin],
    ['Content-Type', 'application/json'],
    ...(cookie ? ([['Cookie', cookie]] as const) : []),
  ]
}
