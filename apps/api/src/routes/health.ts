import { Type, type FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'

const tags = ['health']
// Probes come every few seconds: only failures are logged.
const logLevel = 'warn'

const Alive = Type.Object({ status: Type.Literal('ok') }, { examples: [{ status: 'ok' }] })
const Ready = Type.Object({ status: Type.Literal('ready') }, { examples: [{ status: 'ready' }] })
const NotReady = Type.Object(
  { status: Type.Literal('unavailable'), database: Type.String() },
  { examples: [{ status: 'unavailable', database: 'DATABASE_UNAVAILABLE' }] },
)

const health: FastifyPluginAsyncTypebox = async (app) => {
  app.get(
    '/healthz',
    {
      logLevel,
      schema: { tags, summary: 'Liveness: the process responds', response: { 200: Alive } },
    },
    async () => ({ status: 'ok' as const }),
  )

  app.get(
    '/readyz',
    {
      logLevel,
      schema: {
        tags,
        summary: 'Readiness: the database can be read and written',
        response: { 200: Ready, 503: NotReady },
      },
    },
    async (request, reply) => {
      try {
        await app.database.checkReady()
        return { status: 'ready' as const }
      } catch (error) {
        request.log.error({ err: error }, 'not ready')
        const { code = 'DATABASE_UNAVAILABLE' } = error as { code?: string }
        return reply
          .code(503)
          .header('retry-after', '5')
          .send({ status: 'unavailable', database: code })
      }
    },
  )
}
export default health
