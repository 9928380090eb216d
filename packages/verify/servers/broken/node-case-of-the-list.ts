// WRONG ON PURPOSE: browsers send origins in lower case, so this entry never matches.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Lists the origin in upper case.',
  stack: 'node:http',
  expects: ['origin-not-allowed'],
  cause: 'origin-not-listed',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin } }) =>
        origin === 'https://App.Example.com' ? origin : undefined,
    }),
}
