// WRONG ON PURPOSE: no page can read Set-Cookie, whether it is exposed or not.
import { rightCors, serveNodeHttp } from '../node-http.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes Set-Cookie.',
  stack: 'node:http',
  expects: ['exposes-sensitive-header'],
  listen: () =>
    serveNodeHttp({ ...rightCors, 'Access-Control-Expose-Headers': 'X-Total-Count, set-cookie' }),
}
