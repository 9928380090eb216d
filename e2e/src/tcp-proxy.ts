import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A TCP proxy between nginx and the API, which records the side that ends each connection. */
export interface TcpProxy {
  port: number
  /** For each connection that has ended, the side that ended it first. `proxy` is nginx. */
  endedBy: ('proxy' | 'api')[]
  close: () => Promise<void>
}

/** Starts a TCP proxy in front of a port of this machine. */
export async function startTcpProxy(apiPort: number): Promise<TcpProxy> {
  const endedBy: TcpProxy['endedBy'] = []
  const server = createServer({ allowHalfOpen: true }, (proxy) => {
    const api = connect({ port: apiPort, host: '127.0.0.1', allowHalfOpen: true })
    let hasEnded = false
    const pass = (who: 'proxy' | 'api', from: Socket, to: Socket) => {
      const end = () => {
        if (!hasEnded) endedBy.push(who)
        hasEnded = true
        to.end()
      }
      from.on('data', (chunk) => to.write(chunk))
      from.once('end', end).once('error', end)
    }
    pass('proxy', proxy, api)
    pass('api', api, proxy)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    endedBy,
    async close() {
      server.close()
      await once(server, 'close')
    },
  }
}
