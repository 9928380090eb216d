// WRONG ON PURPOSE: commas separate the members; one invalid member makes every preflight fail.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates methods with semicolons.',
  stack: 'node:http',
  expects: ['method-not-allowed'],
  cause: 'method-not-listed',
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Methods': 'GET; POST; PATCH' }),
}
