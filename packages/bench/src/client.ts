import { connect, type Socket } from 'node:net'

/** One keep-alive connection that repeats a request. */
export interface Client {
  /** Sends this many requests, one after the other. */
  ask(times: number): Promise<void>
  /** The latest response, headers and body, as it arrived. */
  latest(): string
  close(): void
}

/** The bytes of a request. */
export function requestText(path: string, headers: Record<string, string>, method = 'GET'): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `${method} ${path} HTTP/1.1\r\nHost: api.acme.dev\r\n${lines.join('')}\r\n`
}

/**
 * Costs far less than the server that it calls: a generator that is as slow as its server measures itself.
 * Every response must have the status and the length of the first, or the run fails.
 */
export async function openClient(port: number, request: string): Promise<Client> {
  const socket: Socket = connect({ port, host: '127.0.0.1', noDelay: true })
  const bytes = Buffer.from(request)
  let first: string | undefined
  let latest = ''
  let length = 0
  let missing = 0
  let left = 0
  let finish: (error?: Error) => void = () => undefined

  socket.on('data', (chunk) => {
    if (missing === 0) {
      const text = chunk.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      const body = /\r\ncontent-length: *(\d+)/i.exec(text.slice(0, end))?.[1] ?? 0
      const status = text.slice(0, text.indexOf('\r\n'))
      first ??= status
      length = end + 4 + Number(body)
      if (status !== first || end === -1) {
        finish(new Error(`the server returned ${status} after ${first}`))
        return
      }
      latest = text
      missing = length
    } else latest += chunk.toString('latin1')
    missing -= chunk.length
    if (missing > 0) return
    left -= 1
    if (left === 0) finish()
    else socket.write(bytes)
  })
  socket.on('error', (error) => finish(error))
  socket.on('close', () => finish(new Error('the server has closed the connection')))
  await new Promise<void>((resolve) => socket.once('connect', resolve))

  return {
    ask: (times) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) {
          reject(new Error('the server has closed the connection'))
          return
        }
        left = times
        finish = (error) => {
          if (error) reject(error)
          else resolve()
        }
        socket.write(bytes)
      }),
    latest: () => latest,
    close: () => socket.destroy(),
  }
}
