// WRONG ON PURPOSE: a router without a route for OPTIONS responds 404.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 404.',
  stack: 'node:http',
  expects: ['preflight-failed'],
  cause: 'preflight-not-routed',
  listen: () =>
    serveNodeHttp(rightCors, (request, response) => {
      if (!isPreflight(request)) return false
      response.writeHead(404, { Vary: 'Origin' }).end()
      return true
    }),
}
