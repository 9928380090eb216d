// WRONG ON PURPOSE: a 404 is cacheable too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Sends no Vary with errors.',
  stack: 'node:http',
  stands: 'S05',
  expects: ['vary-missing'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      Vary: (_request, status) => (status < 400 ? 'Origin' : undefined),
    }),
}
