// WRONG ON PURPOSE: one header that is not listed makes the layer reject the whole preflight, as Starlette does.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 400 to a preflight with a header that it does not list.',
  stack: 'node:http',
  expects: ['header-not-allowed'],
  cause: 'preflight-rejected-for-one-item',
  options: { requestHeaders: ['content-type', 'x-tenant'] },
  listen: () =>
    serveNodeHttp(rightCors, (request, response) => {
      const requested = request.headers['access-control-request-headers'] ?? ''
      if (!isPreflight(request) || !requested.includes('x-tenant')) return false
      response.writeHead(400, { Vary: 'Origin' }).end('Disallowed CORS headers')
      return true
    }),
}
