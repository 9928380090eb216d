// WRONG ON PURPOSE: a GET needs no preflight, so the strict preflight protects nothing.
import { isPreflight, rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects every origin on actual responses only.',
  stack: 'node:http',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) =>
        isPreflight(request)
          ? rightCors['Access-Control-Allow-Origin'](request)
          : request.headers.origin,
    }),
}
