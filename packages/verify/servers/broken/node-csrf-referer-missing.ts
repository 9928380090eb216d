// WRONG ON PURPOSE: a page can set a Referrer-Policy with which browsers send no Referer.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Checks the Referer of a transfer only if there is one.',
  stack: 'node:http',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveNodeHttp(rightCors, ({ url, headers: { referer } }, response) => {
      if (url !== '/api/transfer') return false
      const ours = referer === undefined || referer.startsWith('https://app.example.com/')
      response.writeHead(ours ? 200 : 403, { Vary: 'Origin' }).end()
      return true
    }),
}
