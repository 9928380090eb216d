import { createAdaptorServer } from '@hono/node-server'
import { Hono } from 'hono'
import type { cors } from 'hono/cors'
import type { Server } from 'node:http'
import { Readable } from 'node:stream'
import { allowedOrigins, eventStream, isBadUrl, items, itemsHeaders, rejectionOf } from './api.ts'
import { listening } from './listening.ts'
import { acceptSockets } from './sockets.ts'
import type { Listening } from './types.ts'

/** Options of hono/cors that are right for the API of this folder. */
export const rightCors = {
  origin: [...allowedOrigins],
  credentials: true,
  allowMethods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowHeaders: ['content-type'],
  exposeHeaders: ['X-Total-Count'],
  maxAge: 7200,
} satisfies Parameters<typeof cors>[0]

/**
 * Serves the API on Hono.
 *
 * @param configure adds CORS, and the routes that differ from those of the API, before the latter
 */
export async function serveHono(
  configure: (app: Hono, server: Server) => unknown,
): Promise<Listening> {
  const app = new Hono()
  app.onError((_error, c) => c.json({ error: 'failed' }, 500))
  app.notFound((c) => c.json({ error: 'not found' }, 404))
  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  configure(app, server)
  addItemsApi(app)
  acceptSockets(server)
  return listening(server)
}

function addItemsApi(app: Hono): void {
  app.use(async (c, next) => {
    const status = isBadUrl(c.req.path) ? 400 : rejectionOf(c.req.method, c.req.header())
    if (status !== undefined) return c.json({ error: 'rejected' }, status)
    await next()
    return undefined
  })
  app.get('/api/items', (c) => c.json(items, 200, itemsHeaders))
  app.on(['POST', 'PATCH', 'PUT', 'DELETE'], '/api/items', (c) => c.json({ saved: true }))
  app.post('/api/transfer', (c) => c.json({ transferred: true }))
  app.get('/api/boom', () => {
    throw new Error('Out of milk')
  })
  app.get('/api/events', (c) =>
    c.body(Readable.toWeb(eventStream()) as ReadableStream, 200, {
      'Content-Type': 'text/event-stream',
    }),
  )
}
