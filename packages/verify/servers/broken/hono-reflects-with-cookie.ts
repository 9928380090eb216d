// WRONG ON PURPOSE: every request with a cookie is allowed, and browsers send it for every page.
import { cors } from 'hono/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects every origin as soon as a cookie is present.',
  stack: 'hono/cors',
  expects: ['disallowed-origin-reads-credentialed'],
  listen: () =>
    serveHono((app) => {
      app.use(
        cors({
          ...rightCors,
          origin: (origin, c) =>
            allowedOrigins.includes(origin) || c.req.header('cookie') ? origin : null,
        }),
      )
    }),
}
