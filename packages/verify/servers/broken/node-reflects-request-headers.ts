// WRONG ON PURPOSE: a reflected list allows anything, and costs a preflight for each new set.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Copies the request headers that are asked for.',
  stack: 'node:http',
  stands: 'S09',
  expects: ['reflects-request-headers'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': ({ headers }) => headers['access-control-request-headers'],
    }),
}
