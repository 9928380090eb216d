import fastifySwagger from '@fastify/swagger'
import fastifySwaggerUi from '@fastify/swagger-ui'
import Fastify, { type FastifyInstance, type RouteOptions } from 'fastify'

/** An app that has the documentation of these routes at /docs, and is asked by `inject`. */
export async function buildDocs(routes: readonly RouteOptions[]): Promise<FastifyInstance> {
  const app = Fastify({ exposeHeadRoutes: false })
  // The routes are here to be listed, not to be called.
  app.setValidatorCompiler(() => () => true)
  app.setSerializerCompiler(() => JSON.stringify)

  await app.register(fastifySwagger, {
    openapi: { info: { title: 'Items API', version: '1.0.0' } },
  })
  await app.register(fastifySwaggerUi, { routePrefix: '/docs', staticCSP: true })
  for (const { method, url, schema } of routes) {
    // eslint-disable-next-line no-restricted-syntax -- a route of Fastify, no interception
    app.route({
      method,
      url,
      ...(schema ? { schema } : {}),
      handler: (_request, reply) => reply.callNotFound(),
    })
  }
  await app.ready()
  return app
}
