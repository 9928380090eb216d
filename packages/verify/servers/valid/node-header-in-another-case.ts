// UNUSUAL, AND RIGHT: header names are case-insensitive.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows a header in another case.',
  stack: 'node:http',
  expects: [],
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Headers': 'Content-Type' }),
}
