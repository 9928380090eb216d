import fp from 'fastify-plugin'
import type { Database } from './open.ts'
import type { User } from './users.ts'

declare module 'fastify' {
  interface FastifyInstance {
    sessionsRepository: SessionsRepository
  }
}

export type SessionsRepository = ReturnType<typeof createSessionsRepository>

/** Stores a hash of each session id: a leaked database contains no usable session. */
export function createSessionsRepository(database: Database) {
  return {
    /** @throws if there is no user with this id */
    async create(idHash: string, userId: number, expiresAt: Date): Promise<void> {
      await database.write((trx) =>
        trx
          .insertInto('sessions')
          .values({ id_hash: idHash, user_id: userId, expires_at: expiresAt.toISOString() })
          .execute(),
      )
    },

    /** Returns the user of a session that has not expired. */
    async findUser(idHash: string, now: Date): Promise<Pick<User, 'id' | 'name'> | undefined> {
      return database.db
        .selectFrom('sessions')
        .innerJoin('users', 'users.id', 'sessions.user_id')
        .select(['users.id', 'users.name'])
        .where('sessions.id_hash', '=', idHash)
        .where('sessions.expires_at', '>', now.toISOString())
        .executeTakeFirst()
    },

    async delete(idHash: string): Promise<void> {
      await database.write((trx) =>
        trx.deleteFrom('sessions').where('id_hash', '=', idHash).execute(),
      )
    },

    /** Returns the number of deleted rows. */
    async deleteExpired(now: Date): Promise<number> {
      const { numDeletedRows } = await database.write((trx) =>
        trx
          .deleteFrom('sessions')
          .where('expires_at', '<=', now.toISOString())
          .executeTakeFirstOrThrow(),
      )
      return Number(numDeletedRows)
    },
  }
}

export default fp(
  async (app) => {
    app.decorate('sessionsRepository', createSessionsRepository(app.database))
  },
  { name: 'sessions-repository', decorators: { fastify: ['database'] } },
)
