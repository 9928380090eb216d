// WRONG ON PURPOSE: the connection is closed without a response, which no header can fix.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Closes the connection on PATCH.',
  stack: 'node:http',
  expects: ['not-cors'],
  cause: 'network-closed',
  listen: () =>
    serveNodeHttp(rightCors, ({ method }, response) => {
      if (method !== 'PATCH') return false
      response.destroy()
      return true
    }),
}
