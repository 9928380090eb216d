import type { Kysely } from 'kysely'
import { compiled } from './compiled.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Who is signed in. */
export function sessionTable(db: Kysely<Tables>): Store['sessions'] {
  const userOf = compiled(
    db,
    db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['users.id', 'users.name'])
      .where('sessions.id_hash', '=', '')
      .where('sessions.expires_at', '>', ''),
  )

  return {
    async create(idHash, userId, expiresAt) {
      await db
        .insertInto('sessions')
        .values({ id_hash: idHash, user_id: userId, expires_at: expiresAt.toISOString() })
        .execute()
    },

    async findUser(idHash, now) {
      const [user] = await userOf(idHash, now.toISOString())
      return user
    },

    async remove(idHash) {
      await db.deleteFrom('sessions').where('id_hash', '=', idHash).execute()
    },

    async sweep(now) {
      const { numDeletedRows } = await db
        .deleteFrom('sessions')
        .where('expires_at', '<=', now.toISOString())
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}
