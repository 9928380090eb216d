// WRONG ON PURPOSE: a cache may give one origin the answer of another.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Never sends Vary.',
  stack: 'node:http',
  stands: 'failure 14',
  expects: ['vary-missing'],
  listen: () => serveNodeHttp({ ...rightCors, Vary: undefined }),
}
