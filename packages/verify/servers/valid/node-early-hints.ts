// UNUSUAL, AND RIGHT: a 103 is an informational response before the final one.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends early hints first.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp(rightCors, ({ method }, response) => {
      if (method === 'GET') response.writeEarlyHints({ link: '</app.css>; rel=preload; as=style' })
    }),
}
