// WRONG ON PURPOSE: commas separate the members; one invalid member makes every preflight fail.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates request headers with semicolons.',
  stack: 'node:http',
  expects: ['header-not-allowed'],
  cause: 'header-not-listed',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': 'content-type; x-requested-with',
    }),
}
