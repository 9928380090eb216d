import type { Socket } from 'node:net'

/** Reply codes of a SOCKS server (RFC 1928, section 6). */
export const socksReplies = { granted: 0, unreachable: 4, refused: 5, unsupported: 7 } as const

/** The host and port that a client requests a connection to. */
export interface SocksTarget {
  host: string
  port: number
}

/**
 * Reads the greeting and the request of a SOCKS 5 client (RFC 1928, sections 3 and 4), no
 * authentication, CONNECT only. The socket stays paused, and bytes after the request stay in its buffer.
 *
 * @returns undefined if the client sends anything else, or closes the connection
 */
export async function readSocksRequest(socket: Socket): Promise<SocksTarget | undefined> {
  const read = readerOf(socket)
  const [version, methods] = await read(2)
  if (version !== 5 || methods === undefined) return undefined
  await read(methods)
  socket.write(Buffer.from([5, 0]))

  const [again, command, , kind] = await read(4)
  if (again !== 5 || command !== 1) return undefined
  const host = await readHost(read, kind)
  const port = await read(2)
  return host === undefined || port.length < 2 ? undefined : { host, port: port.readUInt16BE() }
}

/** Replies to a request (RFC 1928, section 6). The bound address is 0.0.0.0: clients do not use it. */
export function replyToSocks(socket: Socket, reply: keyof typeof socksReplies): void {
  socket.write(Buffer.from([5, socksReplies[reply], 0, 1, 0, 0, 0, 0, 0, 0]))
}

type Read = (length: number) => Promise<Buffer>

async function readHost(read: Read, kind: number | undefined): Promise<string | undefined> {
  if (kind === 1) return (await read(4)).join('.')
  if (kind === 3) return (await read((await read(1))[0] ?? 0)).toString('latin1')
  if (kind !== 4) return undefined
  const groups = (await read(16)).toString('hex').match(/.{4}/g) ?? []
  return new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1)
}

/** Reads exactly `length` bytes; returns an empty buffer if the socket ends before. */
function readerOf(socket: Socket): Read {
  return async (length) => {
    for (;;) {
      if (length === 0) return Buffer.alloc(0)
      const bytes = socket.read(length) as Buffer | null
      if (bytes?.length === length) return bytes
      if (bytes !== null || socket.readableEnded || socket.destroyed) return Buffer.alloc(0)
      await readable(socket)
    }
  }
}

function readable(socket: Socket): Promise<void> {
  return new Promise((resolve) => {
    const events = ['readable', 'end', 'error', 'close']
    const done = () => {
      for (const event of events) socket.off(event, done)
      resolve()
    }
    for (const event of events) socket.on(event, done)
  })
}
