import type { FastifyCorsOptions } from '@fastify/cors'
import Fastify, { type FastifyInstance, type FastifyServerOptions, type HTTPMethods } from 'fastify'
import { allowedOrigins, eventStream, isBadUrl, items, itemsHeaders, rejectionOf } from './api.ts'
import { listening } from './listening.ts'
import { acceptSockets } from './sockets.ts'
import type { Listening } from './types.ts'

/** Options of @fastify/cors that are right for the API of this folder. */
export const rightCors = {
  origin: [...allowedOrigins],
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  allowedHeaders: ['content-type'],
  exposedHeaders: ['X-Total-Count'],
  maxAge: 7200,
} satisfies FastifyCorsOptions

/**
 * Serves the API on Fastify.
 *
 * @param configure registers CORS, and the routes that differ from those of the API, before the latter
 * @param options of the Fastify instance
 */
export async function serveFastify(
  configure: (app: FastifyInstance) => unknown,
  options: FastifyServerOptions = {},
): Promise<Listening> {
  const app = Fastify({
    // Fastify responds to a bad URL before its hooks run, so without CORS: use a route instead.
    rewriteUrl: ({ url = '/' }) => (isBadUrl(url) ? '/bad-url' : url),
    ...options,
  })
  await configure(app)
  await app.register(itemsApi)
  acceptSockets(app.server)
  await app.ready()
  return listening(app.server, () => app.close())
}

async function itemsApi(app: FastifyInstance): Promise<void> {
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', (request, reply, done) => {
    const status = rejectionOf(request.method, request.headers)
    if (status === undefined) done()
    else reply.code(status).send({ error: 'rejected' })
  })

  // A route that `configure` has registered takes precedence.
  const isFree = (method: HTTPMethods, url: string) => !app.hasRoute({ method, url })
  const querystring = { type: 'object', properties: { limit: { type: 'integer' } } }
  if (isFree('GET', '/api/items'))
    app.get('/api/items', { schema: { querystring } }, (_request, reply) =>
      reply.headers(itemsHeaders).send(items),
    )
  for (const method of ['post', 'patch', 'put', 'delete'] as const)
    app[method]('/api/items', async () => ({ saved: true }))
  if (isFree('POST', '/api/transfer'))
    app.post('/api/transfer', async () => ({ transferred: true }))
  app.get('/api/boom', async () => {
    throw new Error('Out of milk')
  })
  if (isFree('GET', '/api/events'))
    app.get('/api/events', (_request, reply) => reply.type('text/event-stream').send(eventStream()))
  app.all('/bad-url', (_request, reply) => reply.code(400).send({ error: 'bad URL' }))
}
