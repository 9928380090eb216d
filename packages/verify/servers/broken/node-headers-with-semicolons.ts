// WRONG ON PURPOSE: the list is separated by commas; one bad token voids it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Separates request headers by semicolons.',
  stack: 'node:http',
  expects: ['header-not-allowed'],
  cause: 'header-not-listed',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': 'content-type; x-requested-with',
    }),
}
