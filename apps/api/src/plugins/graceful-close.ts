import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

/**
 * Ends each connection after its last answer while the server closes. Node ends those that are
 * idle when closing begins; one that is just answering would be kept alive for another 72 s.
 */
export default fp(async function gracefulClose(app: FastifyInstance) {
  let closing = false
  app.addHook('preClose', async () => {
    closing = true
  })
  app.addHook('onResponse', (_request, _reply, done) => {
    if (closing) app.server.closeIdleConnections()
    done()
  })
})
