// WRONG ON PURPOSE: the list is separated by commas; one bad token voids it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates methods by semicolons.',
  stack: 'node:http',
  expects: ['method-not-allowed'],
  cause: 'method-not-listed',
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Methods': 'GET; POST; PATCH' }),
}
