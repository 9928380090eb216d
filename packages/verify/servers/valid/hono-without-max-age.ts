// UNUSUAL, AND RIGHT: without Access-Control-Max-Age, browsers cache a preflight for five seconds.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends no Access-Control-Max-Age.',
  stack: 'hono/cors',
  expects: [],
  listen: () =>
    serveHono((app) =>
      app.use(
        cors({
          origin: rightCors.origin,
          credentials: true,
          allowMethods: rightCors.allowMethods,
          allowHeaders: ['content-type'],
          exposeHeaders: ['X-Total-Count'],
        }),
      ),
    ),
}
