// WRONG ON PURPOSE: https://attacker-example.com ends with it too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows origins that end with the site, without a dot before it.',
  stack: 'node:http',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin } }) =>
        origin?.endsWith('example.com') ? origin : undefined,
    }),
}
