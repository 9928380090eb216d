// WRONG ON PURPOSE: a refused preflight is an error of nobody, and no 500.
import { cors } from 'hono/cors'
import { allowedOrigins } from '../api.ts'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Throws where a preflight is to be refused.',
  stack: 'hono/cors',
  stands: 'failure 22',
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
