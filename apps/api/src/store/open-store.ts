import { sql, type Kysely } from 'kysely'
import { isPostgresUrl } from '../database-place.ts'
import { announcer, announcing } from './announcer.ts'
import { itemTable } from './item-table.ts'
import { keptUntilChange, type Keep } from './kept.ts'
import { sessionTable } from './session-table.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'
import { tryTable } from './try-table.ts'
import { userTable } from './user-table.ts'

/** A database whose schema is up to date. */
export interface Database {
  db: Kysely<Tables>
  /**
   * A number that is another once anything has changed, by whichever process. A server across a
   * network has none: to ask it would cost what the read itself costs.
   */
  version?: () => number
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
  const { db, version, close }: Database = shared
    ? await (await import('./postgres.ts')).openPostgres(database, announce)
    : await (await import('./sqlite.ts')).openSqlite(database)

  const keep: Keep = version ? (read) => keptUntilChange(read, version) : (read) => read
  const items = itemTable(db, keep)
  return {
    items: shared ? items : announcing(items, announce),
    watchItems,
    users: userTable(db),
    sessions: sessionTable(db, keep),
    tries: tryTable(db),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close,
  }
}
