// WRONG ON PURPOSE: the header holds one origin, never JSON.
import { allowedOrigins } from '../api.ts'
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends the allowlist as JSON.',
  stack: 'node:http',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Origin': JSON.stringify(allowedOrigins) }),
}
