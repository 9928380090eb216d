import { type FastifyPluginAsyncTypebox, Type } from '@fastify/type-provider-typebox'
import type { Store } from '../store/store.ts'

const Health = Type.Object({ status: Type.String() })

// They come every few seconds: only failures are worth a line.
const logLevel = 'warn'

/** For whoever restarts processes (healthz) and whoever sends them requests (readyz). */
const health: FastifyPluginAsyncTypebox<{ store: Store }> = async (app, { store }) => {
  app.get('/healthz', { logLevel, schema: { response: { 200: Health } } }, async () => ({
    status: 'ok',
  }))

  app.get(
    '/readyz',
    { logLevel, schema: { response: { 200: Health, 503: Health } } },
    async (request, reply) => {
      try {
        await store.ping()
        return { status: 'ready' }
      } catch (error) {
        request.log.error({ err: error }, 'the database does not answer')
        reply.code(503).header('retry-after', '5')
        return { status: 'the database does not answer' }
      }
    },
  )
}
export default health
