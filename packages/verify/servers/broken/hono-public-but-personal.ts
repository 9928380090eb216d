// WRONG ON PURPOSE: any origin may read a response that depends on a cookie.
import { cors } from 'hono/cors'
import { items, itemsHeaders } from '../api.ts'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Allows * for a response that differs with a cookie.',
  stack: 'hono/cors',
  expects: ['public-read'],
  options: { credentials: false },
  listen: () =>
    serveHono((app) => {
      app.use(cors({ ...rightCors, origin: '*', credentials: false }))
      app.get('/api/items', (c) => {
        const mine = c.req.header('cookie') ? [{ id: 3, title: 'Surprise party cake' }] : []
        return c.json([...items, ...mine], 200, itemsHeaders)
      })
    }),
}
