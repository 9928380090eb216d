import type { FastifyInstance } from 'fastify'
import { subscribe } from 'node:diagnostics_channel'

/**
 * The same as `ours-signed-in`, and each request asks for the first page in words that none before
 * has used: what the API has kept of it does not help. So much costs the first read after a change.
 */
let after = 2_000_000
subscribe('fastify.initialization', (message) => {
  const { fastify } = message as { fastify: FastifyInstance }
  fastify.addHook('preHandler', (request, _reply, done) => {
    if (request.routeOptions.url === '/api/items') {
      after += 1
      Object.assign(request.query as object, { after })
    }
    done()
  })
})
await import('./ours-signed-in.ts')
