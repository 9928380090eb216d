import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** Stands between a proxy and the API, and sees who ends each of their connections. */
export interface Relay {
  port: number
  /** Who was first to end each connection that has ended. */
  endedBy: ('proxy' | 'api')[]
  close: () => Promise<void>
}

export async function startRelay(apiPort: number): Promise<Relay> {
  const endedBy: Relay['endedBy'] = []
  const server = createServer({ allowHalfOpen: true }, (proxy) => {
    const api = connect({ port: apiPort, host: '127.0.0.1', allowHalfOpen: true })
    let over = false
    const pass = (who: 'proxy' | 'api', from: Socket, to: Socket) => {
      const end = () => {
        if (!over) endedBy.push(who)
        over = true
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
