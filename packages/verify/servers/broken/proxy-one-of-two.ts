// WRONG ON PURPOSE: one of two servers has no CORS yet.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import { serveProxy } from '../proxy.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Takes turns between a server with CORS and one without.',
  stack: 'proxy',
  stands: 'S19',
  expects: ['inconsistent'],
  listen: () =>
    serveProxy({
      servers: () => Promise.all([serveNodeHttp(rightCors), serveNodeHttp({ Vary: 'Origin' })]),
    }),
}
