// WRONG ON PURPOSE: the handler reads a body that no preflight has.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 500, with the CORS headers.',
  stack: 'node:http',
  expects: ['preflight-failed'],
  cause: 'preflight-server-error',
  listen: () =>
    serveNodeHttp(rightCors, (request, response, setCors) => {
      if (!isPreflight(request)) return false
      setCors(500)
      response.writeHead(500, { Vary: 'Origin' }).end()
      return true
    }),
}
