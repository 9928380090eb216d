// WRONG ON PURPOSE: any program of the visitor’s machine can be http://localhost.
import { allowedOrigins } from '../api.ts'
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

const development = /^http:\/\/localhost(:\d+)?$/

export const server: TestServer = {
  title: 'Allows development origins in production.',
  stack: 'node:http',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin = '' } }) =>
        development.test(origin) || allowedOrigins.includes(origin) ? origin : undefined,
    }),
}
