import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** A response as the server sent it. */
export interface WireResponse {
  status: number
  /** Header lines in order, names in lower case. A header that is sent twice has two lines. */
  lines: [name: string, value: string][]
  body: string
}

/** Returns the values of a header, one per line. */
export function values(response: WireResponse, name: string): string[] {
  return response.lines.filter(([each]) => each === name).map(([, value]) => value)
}

/** The maximum time to wait for bytes of the server, in milliseconds. */
const timeoutMs = 15_000

/** A TCP connection that sends exact bytes. HTTP clients normalize what they send. */
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
    socket.on('error', () => {}) // a reset is followed by 'close'
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

  /** The bytes that arrived and that `response` has not returned yet. */
  get received(): string {
    return this.#received
  }

  write(bytes: string): void {
    this.socket.write(bytes, 'latin1')
  }

  /** Waits until the received bytes fulfil a condition, or the server closes the connection. */
  async until(condition: (received: string) => boolean): Promise<string> {
    const deadline = Date.now() + timeoutMs
    while (!condition(this.#received) && !this.closed) {
      if (Date.now() > deadline) throw new Error(`timed out after ${this.#received}`)
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

  /** Waits until the server closes the connection. */
  async untilClosed(): Promise<string> {
    return this.until(() => false)
  }

  /**
   * Returns the next complete response.
   *
   * @param method of its request: a response to HEAD has no body
   */
  async response(method = 'GET'): Promise<WireResponse> {
    await this.until((text) => text.includes('\r\n\r\n'))
    const headEnd = this.#received.indexOf('\r\n\r\n') + 4
    if (headEnd < 4) throw new Error(`closed after ${JSON.stringify(this.#received)}`)

    const response: WireResponse = { ...parseHead(this.#received.slice(0, headEnd - 4)), body: '' }
    const { status } = response
    const hasBody = method !== 'HEAD' && status !== 204 && status !== 304
    const end = hasBody ? await this.#endOfBody(response, headEnd) : headEnd
    response.body = Buffer.from(this.#received.slice(headEnd, end), 'latin1').toString()
    this.#received = this.#received.slice(end)
    return response
  }

  async #endOfBody(response: WireResponse, start: number): Promise<number> {
    const [length] = values(response, 'content-length')
    if (length !== undefined) {
      await this.until((text) => text.length >= start + Number(length))
      return start + Number(length)
    }
    const lastChunk = '0\r\n\r\n'
    await this.until((text) => text.includes(lastChunk, start))
    const index = this.#received.indexOf(lastChunk, start)
    return index < 0 ? this.#received.length : index + lastChunk.length
  }

  close(): void {
    this.socket.destroy()
  }
}

/** Parses a status line and header lines. */
export function parseHead(head: string): Pick<WireResponse, 'status' | 'lines'> {
  const [statusLine = '', ...headerLines] = head.split('\r\n')
  const lines = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status: Number(statusLine.split(' ')[1]), lines }
}

/** Header lines of a request. A name may occur twice. */
export type Lines = readonly (readonly [name: string, value: string])[]

/** Serializes a request. */
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
 * Sends one request on its own connection.
 *
 * @param request method and path: `GET /api/items`
 */
export async function send(
  { port }: { port: number },
  request: string,
  lines: Lines = [],
  body = '',
): Promise<WireResponse> {
  return sendBytes({ port }, bytesOf(request, lines, body), request.split(' ', 1)[0])
}

/** Sends bytes on a connection of their own. @returns the first response */
export async function sendBytes(
  { port }: { port: number },
  bytes: string,
  method = 'GET',
): Promise<WireResponse> {
  const wire = await Wire.open(port)
  try {
    wire.write(bytes)
    return await wire.response(method)
  } finally {
    wire.close()
  }
}

/** Returns the header lines of a CORS-preflight request. */
export function preflightLines(origin: string, method: string, headers?: string): Lines {
  return [
    ['Origin', origin],
    ['Access-Control-Request-Method', method],
    ...(headers === undefined ? [] : ([['Access-Control-Request-Headers', headers]] as const)),
  ]
}

/** Returns the header lines of a request with a JSON body. */
export function json(origin: string, cookie?: string): Lines {
  return [
    ['Origin', origin],
    ['Content-Type', 'application/json'],
    ...(cookie ? ([['Cookie', cookie]] as const) : []),
  ]
}
