import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Documents the routes that are registered after it: a page at /docs, OpenAPI at /docs/json. If
 * routes differ only in a constraint, @fastify/swagger documents one of them.
 */
export default fp(
  async function docs(app: FastifyInstance) {
    await app.register(swagger, {
      openapi: {
        info: {
          title: 'Items API',
          description: 'Reading is public. Writing needs a session: POST /api/session.',
          version: '1.0.0',
        },
        tags: [{ name: 'items' }, { name: 'session' }, { name: 'events' }, { name: 'health' }],
      },
    })
    await app.register(swaggerUi, {
      routePrefix: '/docs',
      // The page needs its own scripts and styles, which the API's policy forbids.
      staticCSP: true,
      uiHooks: {
        // The UI redirects this file to itself if the URL has a query.
        onRequest: (request, reply, done) => {
          const [path, query] = request.url.split('?', 2)
          if (path === '/docs/static/index.html' && query !== undefined) reply.redirect(path)
          else done()
        },
      },
    })
  },
  { name: 'docs' },
)
