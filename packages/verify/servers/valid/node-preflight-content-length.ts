// UNUSUAL, AND RIGHT: a 204 has no body, and Content-Length: 0 repeats that.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights with 204 with Content-Length: 0.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp(rightCors, (request, response, setCors) => {
      if (!isPreflight(request)) return false
      setCors(204)
      response.writeHead(204, { 'Content-Length': '0' }).end()
      return true
    }),
}
