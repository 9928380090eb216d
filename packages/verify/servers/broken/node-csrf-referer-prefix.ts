// WRONG ON PURPOSE: https://app.example.com.attacker.example starts with it too.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Checks only the beginning of the Referer of a transfer.',
  stack: 'node:http',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveNodeHttp(rightCors, ({ url, headers }, response) => {
      if (url !== '/api/transfer') return false
      const ours = headers.referer?.startsWith('https://app.example.com') === true
      response.writeHead(ours ? 200 : 403, { Vary: 'Origin' }).end()
      return true
    }),
}
