// WRONG ON PURPOSE: browsers send origins in lower case and compare byte by byte.
import { allowedOrigins } from '../api.ts'
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the origin in upper case.',
  stack: 'node:http',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin = '' } }) =>
        allowedOrigins.includes(origin) ? origin.toUpperCase() : undefined,
    }),
}
