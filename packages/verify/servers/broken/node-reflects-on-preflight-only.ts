// WRONG ON PURPOSE: a page on any origin can send writes, although it cannot read the responses.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects every origin on preflights only.',
  stack: 'node:http',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) =>
        isPreflight(request)
          ? request.headers.origin
          : rightCors['Access-Control-Allow-Origin'](request),
    }),
}
