// UNUSUAL, AND RIGHT: a connection for each response is slow and valid.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Closes the connection after each response.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp(rightCors, (_request, response) => {
      response.setHeader('Connection', 'close')
    }),
}
