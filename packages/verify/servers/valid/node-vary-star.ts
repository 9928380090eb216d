// UNUSUAL, AND RIGHT: * means that the response depends on everything, Origin included.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Vary: *.',
  stack: 'node:http',
  expects: [],
  listen: () => serveNodeHttp({ ...rightCors, Vary: '*' }),
}
