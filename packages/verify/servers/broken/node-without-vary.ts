// WRONG ON PURPOSE: a cache may return the response for one origin to a page on another.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Never sends Vary.',
  stack: 'node:http',
  expects: ['vary-missing'],
  listen: () => serveNodeHttp({ ...rightCors, Vary: undefined }),
}
