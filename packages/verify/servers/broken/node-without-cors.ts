// WRONG ON PURPOSE: no CORS header at all.
import { serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Has no CORS layer.',
  stack: 'node:http',
  expects: ['origin-not-allowed'],
  cause: ['no-cors-layer', 'origin-not-listed'],
  listen: () => serveNodeHttp({}),
}
