import type { Kysely } from 'kysely'
import { compiled } from './compiled.ts'
import type { Keep } from './kept.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Who is signed in. */
export function sessionTable(db: Kysely<Tables>, keep: Keep): Store['sessions'] {
  const byHash = compiled(
    db,
    db
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .select(['users.id', 'users.name', 'sessions.expires_at as expiresAt'])
      .where('sessions.id_hash', '=', ''),
  )
  const find = keep(async (idHash: string) => {
    const [row] = await byHash(idHash)
    return row && { user: { id: row.id, name: row.name }, expiresAtMs: Date.parse(row.expiresAt) }
  })

  return {
    async create(idHash, userId, expiresAt) {
      await db
        .insertInto('sessions')
        .values({ id_hash: idHash, user_id: userId, expires_at: expiresAt.toISOString() })
        .execute()
    },

    async findUser(idHash, now) {
      const session = await find(idHash)
      return session && session.expiresAtMs > now.getTime() ? session.user : undefined
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
