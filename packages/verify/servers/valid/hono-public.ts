// UNUSUAL, AND RIGHT: * is right for a public API.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows * without credentials.',
  stack: 'hono/cors',
  expects: [],
  options: { credentials: false, cookies: {} },
  listen: () =>
    serveHono((app) => app.use(cors({ ...rightCors, origin: '*', credentials: false }))),
}
