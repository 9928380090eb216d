// WRONG ON PURPOSE: the list is separated by commas; one bad token voids it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Separates request headers by semicolons.',
  stack: 'node:http',
  stands: 'S11',
  expects: ['header-refused'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Headers': 'content-type; x-requested-with',
    }),
}
