// UNUSUAL, AND RIGHT: GET, HEAD and POST are safelisted, so their case in the list has no effect.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows get and post in lower case.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Methods': 'get, post, PUT, PATCH, DELETE',
    }),
}
