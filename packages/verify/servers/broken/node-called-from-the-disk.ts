// WRONG ON PURPOSE: no server can safely allow a page from the disk, whose origin is null.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Does not allow null, the origin of a page from the disk.',
  stack: 'node:http',
  options: { origins: ['file:///home/ann/index.html'] },
  expects: ['origin-not-allowed'],
  cause: 'origin-cannot-be-listed',
  listen: () => serveNodeHttp(rightCors),
}
