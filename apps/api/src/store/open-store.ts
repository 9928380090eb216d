import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { Kysely, SqliteDialect, sql } from 'kysely'
import Database from 'libsql'
import { itemTable } from './item-table.ts'
import { migrate } from './migrations.ts'
import { sessionTable } from './session-table.ts'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'
import { userTable } from './user-table.ts'

/**
 * Opens the embedded database, creates it if there is none, and brings its schema up to date.
 *
 * @param file a path, or `:memory:` for a database that ends with the process
 */
export async function openStore(file: string): Promise<Store> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  // WAL lets readers go on while somebody writes; FULL puts an acknowledged write on the disk.
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')

  const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) })
  await migrate(db)
  return {
    items: itemTable(db),
    users: userTable(db),
    sessions: sessionTable(db),
    ping: async () => {
      await sql`select 1`.execute(db)
    },
    close: () => db.destroy(),
  }
}
