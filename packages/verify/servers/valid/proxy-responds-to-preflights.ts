// UNUSUAL, AND RIGHT: a proxy may respond to all preflights, if it sends the headers that the API would.
import { allowedOrigins } from '../api.ts'
import { isPreflight } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds to preflights for every path itself, with the right headers.',
  stack: 'proxy',
  expects: [],
  listen: () =>
    serveProxy({
      respond: (request, response) => {
        const { origin = '' } = request.headers
        if (!isPreflight(request)) return false
        response.setHeader('Vary', 'Origin')
        if (allowedOrigins.includes(origin)) {
          response.setHeader('Access-Control-Allow-Origin', origin)
          response.setHeader('Access-Control-Allow-Credentials', 'true')
          response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE')
          response.setHeader('Access-Control-Allow-Headers', 'content-type')
        }
        response.writeHead(204).end()
        return true
      },
    }),
}
