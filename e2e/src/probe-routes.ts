import type { FastifyPluginAsync } from 'fastify'

/** Routes for tests only: error responses that a page must be able to read, a write and a cacheable read. */
export const probeRoutes: FastifyPluginAsync = async (app) => {
  app.get('/probe/failure', async () => {
    throw new Error('this route fails on purpose')
  })

  app.get('/probe/unavailable', async (_request, reply) => {
    reply.code(503).header('retry-after', '7')
    return { message: 'come back later' }
  })

  // A POST without a body is a simple request, so no preflight protects it: only the origin guard does.
  app.post('/probe/transfer', async () => ({ transferred: true }))

  // A cacheable response: without `Vary: Origin`, the browser could use one origin's copy for another.
  app.get('/probe/cacheable', async (_request, reply) => {
    reply.header('cache-control', 'private, max-age=600')
    return { cacheable: true }
  })
}
