// WRONG ON PURPOSE: two layers add the same line, and two lines are one list.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the allowed origin in two lines.',
  stack: 'node:http',
  expects: ['duplicate-allow-origin'],
  cause: 'two-layers-set-cors-headers',
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) => {
        const origin = rightCors['Access-Control-Allow-Origin'](request)
        return typeof origin === 'string' ? [origin, origin] : undefined
      },
    }),
}
