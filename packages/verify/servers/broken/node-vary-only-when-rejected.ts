// WRONG ON PURPOSE: a response for one origin is cached, and reused for the next.
import { allowedOrigins } from '../api.ts'
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Vary only to disallowed origins.',
  stack: 'node:http',
  expects: ['vary-missing'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      Vary: ({ headers: { origin = '' } }) =>
        allowedOrigins.includes(origin) ? undefined : 'Origin',
    }),
}
