// UNUSUAL, AND RIGHT: the CORS layer rejects preflights with unlisted headers, and lists all headers of the page.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Rejects preflights with headers that the page does not use.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp(rightCors, (request, response) => {
      const requested = request.headers['access-control-request-headers'] ?? ''
      if (!isPreflight(request) || requested === '' || requested === 'content-type') return false
      response.writeHead(400, { Vary: 'Origin' }).end('Disallowed CORS headers')
      return true
    }),
}
