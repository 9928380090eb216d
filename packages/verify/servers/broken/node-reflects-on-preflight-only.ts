// WRONG ON PURPOSE: every page may send any write, though it cannot read the response.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects every origin on preflights.',
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
