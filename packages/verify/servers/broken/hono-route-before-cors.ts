// WRONG ON PURPOSE: app.use(cors()) covers only the routes that are added after it.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds a route before cors.',
  stack: 'hono/cors',
  expects: ['origin-not-allowed'],
  cause: 'route-outside-cors-layer',
  options: { requests: ['GET /api/boom', 'GET /api/report'] },
  listen: () =>
    serveHono((app) => {
      app.get('/api/report', (c) => c.json({ total: 2 }))
      app.use(cors(rightCors))
    }),
}
