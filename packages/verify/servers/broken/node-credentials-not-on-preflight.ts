// WRONG ON PURPOSE: the preflight must allow credentials too.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Allows credentials on actual answers only.',
  stack: 'node:http',
  stands: 'S03',
  expects: ['credentials-blocked'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Credentials': (request) => (isPreflight(request) ? undefined : 'true'),
    }),
}
