import fp from 'fastify-plugin'
import { sql } from 'kysely'
import type { Database } from './open.ts'

declare module 'fastify' {
  interface FastifyInstance {
    rateLimitsRepository: RateLimitsRepository
  }
}

export type RateLimitsRepository = ReturnType<typeof createRateLimitsRepository>

/** Counts attempts in the database: a limit applies across replicas and restarts. */
export function createRateLimitsRepository(database: Database) {
  return {
    /**
     * Counts one attempt and returns the number of attempts in the current window.
     *
     * @param windowMs length of the window that starts now, if there is no current one
     */
    async increment(
      key: string,
      windowMs: number,
      now: Date,
    ): Promise<{ count: number; endsAt: Date }> {
      const endsAt = new Date(now.getTime() + windowMs).toISOString()
      // One statement: two replicas that count at once count two.
      const row = await database.write((trx) =>
        trx
          .insertInto('rate_limits')
          .values({ key, count: 1, ends_at: endsAt })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet(({ ref }) => {
              const hasEnded = sql`${ref('rate_limits.ends_at')} <= ${now.toISOString()}`
              return {
                count: sql`case when ${hasEnded} then 1 else ${ref('rate_limits.count')} + 1 end`,
                ends_at: sql`case when ${hasEnded} then ${endsAt} else ${ref('rate_limits.ends_at')} end`,
              }
            }),
          )
          .returning(['count', 'ends_at as endsAt'])
          .executeTakeFirstOrThrow(),
      )
      return { count: row.count, endsAt: new Date(row.endsAt) }
    },

    /** Deletes windows that have ended. Returns the number of deleted rows. */
    async deleteExpired(now: Date): Promise<number> {
      const { numDeletedRows } = await database.write((trx) =>
        trx
          .deleteFrom('rate_limits')
          .where('ends_at', '<=', now.toISOString())
          .executeTakeFirstOrThrow(),
      )
      return Number(numDeletedRows)
    },
  }
}

export default fp(
  async (app) => {
    app.decorate('rateLimitsRepository', createRateLimitsRepository(app.database))
  },
  { name: 'rate-limits-repository', decorators: { fastify: ['database'] } },
)
