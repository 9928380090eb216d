// WRONG ON PURPOSE: an empty list allows whatever is asked.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects the request headers that are asked for.',
  stack: 'hono/cors',
  stands: 'S09',
  expects: ['reflects-request-headers'],
  listen: () => serveHono((app) => app.use(cors({ ...rightCors, allowHeaders: [] }))),
}
