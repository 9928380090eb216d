// WRONG ON PURPOSE: a route that is added before the CORS middleware does not pass through it.
import { cors } from 'hono/cors'
import { Readable } from 'node:stream'
import { eventStream } from '../api.ts'
import { rightCors, serveHono } from '../hono.ts'
import type { TestServer } from '../types.ts'

export const server: TestServer = {
  title: 'Adds its event stream before CORS.',
  stack: 'hono/cors',
  expects: ['stream-without-cors'],
  cause: 'route-outside-cors-layer',
  listen: () =>
    serveHono((app) => {
      app.get('/api/events', () => {
        const body = Readable.toWeb(eventStream()) as ReadableStream
        return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
      })
      app.use(cors(rightCors))
    }),
}
