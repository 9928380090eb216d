// WRONG ON PURPOSE: null does not mean "no origin": it is the origin of every sandboxed frame.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends null, which allows sandboxed frames instead of the page.',
  stack: 'node:http',
  expects: ['unusable-allow-origin', 'disallowed-origin-reads-credentialed'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () => serveNodeHttp({ ...rightCors, 'Access-Control-Allow-Origin': 'null' }),
}
