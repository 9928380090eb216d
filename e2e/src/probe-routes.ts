import type { FastifyPluginAsync } from 'fastify'

/** Routes no items API has, for what a page must be able to read when things go wrong. */
export const probeRoutes: FastifyPluginAsync = async (app) => {
  app.get('/probe/failure', async () => {
    throw new Error('this route fails on purpose')
  })

  app.get('/probe/unavailable', async (_request, reply) => {
    reply.code(503).header('retry-after', '7')
    return { message: 'come back later' }
  })

  // A simple request: no body, no header, no preflight. Only the origin guard rejects it.
  app.post('/probe/transfer', async () => ({ transferred: true }))

  // What a browser may keep: only `Vary: Origin` stops it from serving one origin's copy to another.
  app.get('/probe/cacheable', async (_request, reply) => {
    reply.header('cache-control', 'private, max-age=600')
    return { cacheable: true }
  })
}
