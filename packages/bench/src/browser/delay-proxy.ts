import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

export interface DelayProxy {
  port: number
  /** How many connections there have been. */
  connections(): number
  close(): void
}

/**
 * Stands in for distance: every byte takes half a round trip, and a new connection one more, as
 * its handshake would. In user space, because a delay on the loopback device would slow every process.
 */
export async function startDelayProxy(target: number, roundTripMs: number): Promise<DelayProxy> {
  const sockets = new Set<Socket>()
  let connections = 0

  const proxy = createServer({ noDelay: true }, (client) => {
    connections += 1
    const server = connect({ port: target, host: '127.0.0.1', noDelay: true })
    pass(client, server, roundTripMs * 1.5)
    pass(server, client, roundTripMs / 2)
  })

  function pass(from: Socket, to: Socket, firstDelayMs: number): void {
    sockets.add(from)
    // What follows the first bytes must not overtake them.
    let earliest = performance.now() + firstDelayMs
    const later = (act: () => void) => {
      const at = Math.max(earliest, performance.now() + roundTripMs / 2)
      earliest = at
      setTimeout(act, at - performance.now())
    }
    from.on('data', (chunk) => later(() => to.write(chunk)))
    from.on('end', () => later(() => to.end()))
    from.on('error', () => to.destroy())
    from.on('close', () => sockets.delete(from))
  }

  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  return {
    port: (proxy.address() as AddressInfo).port,
    connections: () => connections,
    close() {
      proxy.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
