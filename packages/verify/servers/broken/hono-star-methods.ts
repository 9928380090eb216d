// WRONG ON PURPOSE: with credentials, * is a literal method name, not a wildcard.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the method * together with credentials.',
  stack: 'hono/cors',
  expects: ['method-not-allowed'],
  cause: 'method-not-listed',
  listen: () => serveHono((app) => app.use(cors({ ...rightCors, allowMethods: ['*'] }))),
}
