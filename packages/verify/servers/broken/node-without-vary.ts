// WRONG ON PURPOSE: a cache may give one origin the response of another.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Never sends Vary.',
  stack: 'node:http',
  expects: ['vary-missing'],
  listen: () => serveNodeHttp({ ...rightCors, Vary: undefined }),
}
