// UNUSUAL, AND RIGHT: two header lines form one list.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends Vary in two lines.',
  stack: 'node:http',
  expects: [],
  listen: () => serveNodeHttp({ ...rightCors, Vary: ['Accept-Encoding', 'Origin'] }),
}
