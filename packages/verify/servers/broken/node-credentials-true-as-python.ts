// WRONG ON PURPOSE: only the lower-case value true allows credentials.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Access-Control-Allow-Credentials: True.',
  stack: 'node:http',
  expects: ['credentials-blocked'],
  cause: 'credentials-not-allowed',
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Credentials': 'True' }),
}
