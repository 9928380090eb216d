// UNUSUAL, AND RIGHT: a body may come in pieces.
import { itemsHeaders } from '../api.ts'
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends its items in chunks.',
  stack: 'node:http',
  expects: [],
  listen: () =>
    serveNodeHttp(rightCors, ({ method, url }, response, setCors) => {
      if (method !== 'GET' || url !== '/api/items') return false
      setCors(200)
      response.writeHead(200, itemsHeaders).write('[{"id":1,')
      setTimeout(() => response.end('"title":"Milk"}]'), 20)
      return true
    }),
}
