import { sql, type Kysely } from 'kysely'
import { isPostgresUrl } from '../database-place.ts'
import { announcer, announcing } from './announcer.ts'
import { itemTable } from './item-table.ts'
import { sessionTable } from './session-table.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'
import { tryTable } from './try-table.ts'
import { userTable } from './user-table.ts'

/** A database whose schema is up to date. */
export interface Database {
  db: Kysely<Tables>
  close(): Promise<void>
}

/**
 * Opens a database, creates what is missing in it, and brings its schema up to date. Tables and
 * queries are the same in both kinds; each kind is loaded only where it is used.
 *
 * @param database the path of a file, `:memory:` for one that ends with the process, or
 *   `postgres://…` for a server that several replicas share
 */
export async function openStore(database: string): Promise<Store> {
  const { announce, watchItems } = announcer()
  const shared = isPostgresUrl(database)
  const { db, close } = shared
    ? await (await import('./postgres.ts')).openPostgres(database, announce)
    : await (await import('./sqlite.ts')).openSqlite(database)

  const items = itemTable(db)
  return {
    items: shared ? items : announcing(items, announce),
    watchItems,
    users: userTable(db),
    sessions: sessionTable(db),
    tries: tryTable(db),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close,
  }
}
