// WRONG ON PURPOSE: no CORS header at all.
import { serveNodeHttp } from '../node-http.ts'
import type { SetUp } from '../types.ts'

export const setUp: SetUp = {
  title: 'Has no CORS layer.',
  stack: 'node:http',
  stands: 'failure 1',
  expects: ['origin-not-allowed'],
  listen: () => serveNodeHttp({}),
}
