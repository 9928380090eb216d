// WRONG ON PURPOSE: a firewall rule rejects unusual methods before CORS.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 403.',
  stack: 'node:http',
  expects: ['preflight-failed'],
  cause: 'preflight-rejected',
  listen: () =>
    serveNodeHttp(rightCors, (request, response) => {
      if (!isPreflight(request)) return false
      response.writeHead(403, { Vary: 'Origin' }).end()
      return true
    }),
}
