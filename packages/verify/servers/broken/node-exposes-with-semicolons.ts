// WRONG ON PURPOSE: commas separate the members; one invalid name makes browsers ignore the whole header.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates exposed headers with semicolons.',
  stack: 'node:http',
  expects: ['header-not-exposed'],
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Expose-Headers': 'X-Total-Count; X-Request-Id' }),
}
