// WRONG ON PURPOSE: browsers accept _ in a host, so https://app.example.com_.attacker.example matches.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

const pattern = /^https:\/\/app\.example\.com(?![a-z0-9.:-])/

export const server: TestServer = {
  title: 'Ends its pattern where no letter, digit, dot or dash follows.',
  stack: 'node:http',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': ({ headers: { origin = '' } }) =>
        pattern.test(origin) ? origin : undefined,
    }),
}
