// WRONG ON PURPOSE: two layers add the same line, and two lines are one list in HTTP/2 too.
import { rightCors } from '../node-http.ts'
import { serveNodeHttp2 } from '../node-http2.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the allowed origin in two lines.',
  stack: 'node:http2',
  expects: ['duplicate-allow-origin'],
  cause: 'two-layers-set-cors-headers',
  options: { webSockets: [] },
  alpn: ['h2'],
  listen: () =>
    serveNodeHttp2({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) => {
        const origin = rightCors['Access-Control-Allow-Origin'](request)
        return typeof origin === 'string' ? [origin, origin] : undefined
      },
    }),
}
