import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server of this process. */
export interface Upstream {
  port: number
  close: () => Promise<void>
}

/** Starts the API behind a proxy: it has no CORS, and responds to OPTIONS with 405. */
export async function startUpstream(): Promise<Upstream> {
  const server = createServer(({ method, url }, response) => {
    const respond = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'X-Total-Count': '2' })
        .end(JSON.stringify(body))
    if (method === 'OPTIONS') respond(405, { error: 'Method Not Allowed' })
    else if (url === '/api/items') respond(200, [{ id: 1 }, { id: 2 }])
    else if (url === '/api/boom') respond(500, { error: 'boom' })
    else respond(404, { error: 'Not Found' })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
