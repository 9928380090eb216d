// WRONG ON PURPOSE: the layer rejects every request with an Origin that it does not list, as Gin does.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Responds 403 to every Origin that is not listed, and the page is not.',
  stack: 'node:http',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveNodeHttp(rightCors, ({ headers }, response) => {
      if (headers.origin === undefined) return false
      response.writeHead(403).end()
      return true
    }),
}
