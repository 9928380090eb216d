// WRONG ON PURPOSE: the value is a number of seconds.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Access-Control-Max-Age in words.',
  stack: 'node:http',
  expects: ['max-age-out-of-range'],
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Max-Age': 'one day' }),
}
