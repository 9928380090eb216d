// WRONG ON PURPOSE: with credentials, * is a literal header name, not a wildcard.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows the header * together with credentials.',
  stack: 'hono/cors',
  expects: ['header-not-allowed'],
  cause: 'header-not-listed',
  listen: () => serveHono((app) => app.use(cors({ ...rightCors, allowHeaders: ['*'] }))),
}
