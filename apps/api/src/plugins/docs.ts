import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/** OpenAPI, made from the schemas of the routes that are registered after it: a page at /docs. */
export default fp(async function docs(app: FastifyInstance) {
  await app.register(fastifySwagger, {
    openapi: { info: { title: 'Items API', version: '1.0.0' } },
  })
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: true })
})
