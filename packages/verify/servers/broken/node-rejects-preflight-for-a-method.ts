// WRONG ON PURPOSE: one method that is not listed makes the layer leave out every CORS header, as rs/cors does.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 200 without CORS headers to a preflight for PATCH.',
  stack: 'node:http',
  expects: ['method-not-allowed'],
  cause: 'preflight-rejected-for-one-item',
  listen: () =>
    serveNodeHttp(rightCors, (request, response) => {
      const method = request.headers['access-control-request-method']
      if (!isPreflight(request) || method !== 'PATCH') return false
      response.writeHead(200, { Vary: 'Origin' }).end()
      return true
    }),
}
