import type { FastifyInstance } from 'fastify'
import fp from 'fastify-plugin'

const intervalMs = 60 * 60 * 1000

/** Deletes expired sessions and rate limits, at start and every hour. */
export default fp(
  async function deleteExpired(app: FastifyInstance) {
    const { sessionsRepository, rateLimitsRepository } = app
    const run = async () => {
      const now = new Date()
      await sessionsRepository.deleteExpired(now)
      await rateLimitsRepository.deleteExpired(now)
    }
    const runLogged = () => run().catch((error: unknown) => app.log.error(error))

    await runLogged()
    const timer = setInterval(() => void runLogged(), intervalMs)
    timer.unref()
    app.addHook('onClose', async () => clearInterval(timer))
  },
  { name: 'delete-expired', dependencies: ['sessions-repository', 'rate-limits-repository'] },
)
