// WRONG ON PURPOSE: only the lower-case word true counts.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Spells true with a capital letter.',
  stack: 'node:http',
  expects: ['credentials-blocked'],
  cause: 'credentials-not-allowed',
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Credentials': 'True' }),
}
