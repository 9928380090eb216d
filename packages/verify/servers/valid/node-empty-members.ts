// UNUSUAL, AND RIGHT: browsers ignore empty members of a list.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends lists with empty members.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Methods': ', GET,, POST, PATCH,,' }),
}
