// UNUSUAL, AND RIGHT: whitespace around a value is not part of it.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends whitespace around the origin.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp({
      ...rightCors,
      'Access-Control-Allow-Origin': (request) => {
        const origin = rightCors['Access-Control-Allow-Origin'](request)
        return typeof origin === 'string' ? `  ${origin} \t` : undefined
      },
    }),
}
