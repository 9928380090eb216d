import fastifyCors from '@fastify/cors'
import fastifyHelmet from '@fastify/helmet'
import Fastify from 'fastify'
import { readSetup, report } from './_serve.ts'
import { sessionIn } from './_session.ts'

/** What most people write: the plugins as their README shows them, and the default logger. */
const setup = readSetup()
const userOf = sessionIn(setup)

const app = Fastify({ logger: true })
await app.register(fastifyHelmet)
await app.register(fastifyCors, {
  origin: setup.allowedOrigins,
  credentials: true,
  methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
  exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
  maxAge: 7200,
})
app.get('/api/items', async (request, reply) => {
  if (!userOf(request.headers.cookie)) return reply.code(401).send()
  reply.header('x-request-id', request.id).header('x-total-count', 1000)
  return setup.page
})
await app.listen({ port: 0, host: '127.0.0.1' })
report(app.server)
