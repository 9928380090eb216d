// UNUSUAL, AND RIGHT: a page does not have to read every exposed header.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Exposes more than the page reads.',
  stack: 'hono/cors',
  expects: [],
  listen: () =>
    serveHono((app) =>
      app.use(cors({ ...rightCors, exposeHeaders: ['X-Total-Count', 'X-Request-Id', 'Link'] })),
    ),
}
