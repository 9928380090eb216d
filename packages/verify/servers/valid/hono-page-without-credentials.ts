// UNUSUAL, AND RIGHT: allowing credentials to a listed origin harms no page that sends none.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows credentials to a page that sends none.',
  stack: 'hono/cors',
  expects: [],
  options: { credentials: false, cookies: {} },
  listen: () => serveHono((app) => app.use(cors(rightCors))),
}
