// WRONG ON PURPOSE: one of two servers has no CORS yet.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Takes turns between a server with CORS and one without.',
  stack: 'proxy',
  expects: ['inconsistent'],
  listen: () =>
    serveProxy({
      servers: () => Promise.all([serveNodeHttp(rightCors), serveNodeHttp({ Vary: 'Origin' })]),
    }),
}
