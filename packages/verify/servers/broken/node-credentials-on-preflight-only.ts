// WRONG ON PURPOSE: the actual response must allow credentials too.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows credentials on preflights only.',
  stack: 'node:http',
  expects: ['credentials-blocked'],
  cause: 'preflight-and-response-differ',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Credentials': (request) => (isPreflight(request) ? 'true' : undefined),
    }),
}
