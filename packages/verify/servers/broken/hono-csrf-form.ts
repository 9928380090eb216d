// WRONG ON PURPOSE: a form of any page can send urlencoded bodies.
import { cors } from 'hono/cors'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Accepts a form body from any origin.',
  stack: 'hono/cors',
  expects: ['csrf-simple-request'],
  listen: () =>
    serveHono((app) => {
      app.use(cors(rightCors))
      app.post('/api/transfer', (c) => {
        const [type = ''] = (c.req.header('content-type') ?? '').split(';', 1)
        const known = ['application/json', 'application/x-www-form-urlencoded'].includes(type)
        return known ? c.json({ transferred: true }) : c.json({ error: 'unknown type' }, 415)
      })
    }),
}
