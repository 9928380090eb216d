// WRONG ON PURPOSE: a reflected list allows every header, and each new set of headers needs a preflight.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Copies the request headers that are requested.',
  stack: 'node:http',
  expects: ['reflects-request-headers'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': ({ headers }) => headers['access-control-request-headers'],
    }),
}
