// WRONG ON PURPOSE: an empty list allows every requested header.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Reflects the request headers that are requested.',
  stack: 'hono/cors',
  expects: ['reflects-request-headers'],
  listen: () => serveHono((app) => app.use(cors({ ...rightCors, allowHeaders: [] }))),
}
