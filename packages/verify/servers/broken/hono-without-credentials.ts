// WRONG ON PURPOSE: the option is off by default, and the page calls with cookies.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Leaves credentials to the default, which is off.',
  stack: 'hono/cors',
  expects: ['credentials-blocked'],
  cause: 'credentials-not-allowed',
  listen: () =>
    serveHono((app) =>
      app.use(
        cors({
          origin: rightCors.origin,
          allowMethods: rightCors.allowMethods,
          allowHeaders: ['content-type'],
          exposeHeaders: ['X-Total-Count'],
          maxAge: 7200,
        }),
      ),
    ),
}
