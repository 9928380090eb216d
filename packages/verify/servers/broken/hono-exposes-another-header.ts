// WRONG ON PURPOSE: X-Total-Count is not on the list, so JavaScript reads null.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes a header that the page does not read.',
  stack: 'hono/cors',
  expects: ['header-not-exposed'],
  listen: () =>
    serveHono((app) => app.use(cors({ ...rightCors, exposeHeaders: ['X-Request-Id'] }))),
}
