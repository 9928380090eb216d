// WRONG ON PURPOSE: the server executes the write, and the page cannot read the response.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the origin on preflights only.',
  stack: 'node:http',
  expects: ['origin-not-allowed'],
  cause: 'headers-on-preflight-only',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) =>
        isPreflight(request) ? rightCors['Access-Control-Allow-Origin'](request) : undefined,
    }),
}
