import type { Kysely } from 'kysely'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** Who may sign in. */
export function userTable(db: Kysely<Tables>): Store['users'] {
  return {
    async add(name, passwordHash) {
      const row = await db
        .insertInto('users')
        .values({ name, password_hash: passwordHash })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .returning('id')
        .executeTakeFirst()
      return row !== undefined
    },

    find: (name) =>
      db
        .selectFrom('users')
        .select(['id', 'name', 'password_hash as passwordHash'])
        .where('name', '=', name)
        .executeTakeFirst(),
  }
}
