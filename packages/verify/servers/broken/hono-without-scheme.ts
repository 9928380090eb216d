// WRONG ON PURPOSE: an origin has a scheme, so this matches none.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Sends a host in place of an origin.',
  stack: 'hono/cors',
  expects: ['unusable-allow-origin'],
  cause: 'allow-origin-is-not-an-origin',
  listen: () =>
    serveHono((app) => app.use(cors({ ...rightCors, origin: () => 'app.example.com' }))),
}
