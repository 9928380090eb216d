import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server in this process. */
export interface Upstream {
  port: number
  close: () => Promise<void>
}

/** A path that a proxy forwards to a port where nothing listens. */
export const downPath = '/api/down'

/** The prefix of the paths at which the API sends its own CORS headers, for one origin. */
export const withCors = '/with-cors'

/** Starts the API behind a proxy: it has CORS only below `withCors`, and responds 405 to OPTIONS. */
export async function startUpstream(): Promise<Upstream> {
  const server = createServer(({ method, url = '' }, response) => {
    const { pathname } = new URL(url, 'http://api')
    const hasCors = pathname.startsWith(withCors)
    const path = hasCors ? pathname.slice(withCors.length) : pathname
    if (hasCors) response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
    const respond = (status: number, body: unknown) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', 'X-Total-Count': '2' })
        .end(JSON.stringify(body))
    if (method === 'OPTIONS') respond(405, { error: 'Method Not Allowed' })
    else if (path === '/api/items') respond(200, [{ id: 1 }, { id: 2 }])
    else if (path === '/api/boom') respond(500, { error: 'boom' })
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
