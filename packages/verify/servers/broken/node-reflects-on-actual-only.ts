// WRONG ON PURPOSE: a GET needs no preflight, so the strict preflight protects nothing.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Reflects every origin, but on preflights.',
  stack: 'node:http',
  stands: 'S02',
  expects: ['foreign-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) =>
        isPreflight(request)
          ? rightCors['Access-Control-Allow-Origin'](request)
          : request.headers.origin,
    }),
}
