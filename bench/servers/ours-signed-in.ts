import type { FastifyInstance } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'

/**
 * The same, and the list reads the signed session from the database first: the whole stack of
 * goal 3. The hook is put on the shipped route, so that whatever the API becomes is what is measured.
 */
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('onRoute', function (route) {
    if (route.url === '/api/items' && route.method === 'GET') route.preHandler = this.sessions.read
  })
})
await import('./ours.ts')
