// WRONG ON PURPOSE: the list is separated by commas; one bad token voids it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates exposed headers by semicolons.',
  stack: 'node:http',
  expects: ['header-not-exposed'],
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Expose-Headers': 'X-Total-Count; X-Request-Id' }),
}
