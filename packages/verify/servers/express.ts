import type { CorsOptions } from 'cors'
import express, { type ErrorRequestHandler, type Express } from 'express'
import { createServer, type Server } from 'node:http'
import { allowedOrigins, eventStream, isBadUrl, items, itemsHeaders, rejectionOf } from './api.ts'
import { listening } from './listening.ts'
import { acceptSockets } from './sockets.ts'
import type { Listening } from './types.ts'

/** Options of Express `cors` that are right for the API of this folder. */
export const rightCors = {
  origin: [...allowedOrigins],
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  maxAge: 7200,
} satisfies CorsOptions

const sendError: ErrorRequestHandler = (error: { status?: number }, _request, response, next) => {
  if (response.headersSent) next(error)
  else response.status(error.status ?? 500).json({ error: 'failed' })
}

/**
 * Serves the API on Express.
 *
 * @param configure adds CORS, and the routes that differ from those of the API, before the latter
 */
export async function serveExpress(
  configure: (app: Express, server: Server) => unknown,
): Promise<Listening> {
  const app = express()
  const server = createServer(app)
  configure(app, server)
  addItemsApi(app)
  app.use(sendError)
  acceptSockets(server)
  return listening(server)
}

function addItemsApi(app: Express): void {
  app.use((request, response, next) => {
    const status = isBadUrl(request.url) ? 400 : rejectionOf(request.method, request.headers)
    if (status === undefined) next()
    else response.status(status).json({ error: 'rejected' })
  })
  app.use(express.json())
  app.get('/api/items', (_request, response) => response.set(itemsHeaders).json(items))
  for (const method of ['post', 'patch', 'put', 'delete'] as const)
    app[method]('/api/items', (_request, response) => response.json({ saved: true }))
  app.post('/api/transfer', (_request, response) => response.json({ transferred: true }))
  app.get('/api/boom', () => {
    throw new Error('Out of milk')
  })
  app.get('/api/events', (_request, response) => {
    eventStream().pipe(response.type('text/event-stream'))
  })
  app.use((_request, response) => response.status(404).json({ error: 'not found' }))
}
