// WRONG ON PURPOSE: a disallowed origin is not a server error, so a preflight from it must not get a 500.
import { cors } from 'hono/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Throws on a preflight from a disallowed origin.',
  stack: 'hono/cors',
  expects: ['rejection-is-5xx'],
  listen: () =>
    serveHono((app) => {
      app.use(
        cors({
          ...rightCors,
          origin: (origin, c) => {
            if (allowedOrigins.includes(origin)) return origin
            if (c.req.method !== 'OPTIONS') return null
            c.header('Vary', 'Origin')
            throw new Error(`${origin} is not allowed`)
          },
        }),
      )
    }),
}
