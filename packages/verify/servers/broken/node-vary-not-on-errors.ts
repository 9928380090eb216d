// WRONG ON PURPOSE: a 404 is cacheable too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends no Vary with errors.',
  stack: 'node:http',
  expects: ['vary-missing'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      Vary: (_request, status) => (status < 400 ? 'Origin' : undefined),
    }),
}
