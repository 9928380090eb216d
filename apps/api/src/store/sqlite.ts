import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import {
  Kysely,
  SqliteAdapter,
  SqliteDialect,
  type SqliteDatabase,
  type SqliteStatement,
} from 'kysely'
import Libsql from 'libsql'
import { DatabaseUnavailable, StorageFull } from '../problems.ts'
import { migrate } from './migrations.ts'
import type { Database } from './open-store.ts'
import type { Tables } from './tables.ts'

/**
 * Opens the embedded database, and creates it if there is none.
 *
 * @param file a path, or `:memory:` for a database that ends with the process
 */
export async function openSqlite(file: string): Promise<Database> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Libsql(file)
  // WAL lets readers go on while somebody writes; FULL puts an acknowledged write on the disk.
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('busy_timeout = 5000')

  const { prepare, version } = withProblems(database)
  const db = new Kysely<Tables>({
    dialect: new Dialect({ database: { prepare, close: () => database.close() } }),
  })
  await migrate(db, 'sqlite')
  return { db, version, close: () => db.destroy() }
}

/** A migration that fails is rolled back: SQLite can, Kysely's own adapter does not ask for it. */
class Dialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new Adapter()
  }
}
class Adapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}

/** More texts than the API has. Lists of values make new ones: those come and go. */
const mostStatements = 50

/** The database as the store asks it. */
interface Asked extends Pick<SqliteDatabase, 'prepare'> {
  version: NonNullable<Database['version']>
}

/**
 * The database, with failures the API can name named. Statements are kept: Kysely has each query
 * prepared anew, which costs as much as to run it.
 */
function withProblems(database: Libsql.Database): Asked {
  const statements = new Map<string, SqliteStatement>()
  let ownChanges = 0
  const prepare = (sql: string): SqliteStatement => {
    const statement = orProblem(() => database.prepare(sql))
    const onlyReads = /^select\b/i.test(sql)
    const ask = <T>(run: () => T): T => {
      if (!onlyReads) ownChanges += 1
      return orProblem(run)
    }
    return {
      reader: statement.reader,
      all: (parameters) => ask(() => statement.all(parameters)),
      run: (parameters) => ask(() => statement.run(parameters)),
      iterate: (parameters) => statement.iterate(parameters),
    }
  }
  // It counts the commits of others, and none of this connection.
  // https://www.sqlite.org/pragma.html#pragma_data_version
  const dataVersion = database.prepare('pragma data_version').raw()
  return {
    prepare(sql) {
      const statement = statements.get(sql) ?? prepare(sql)
      if (statements.size < mostStatements) statements.set(sql, statement)
      return statement
    },
    version: () => ownChanges + orProblem(() => dataVersion.get() as [number])[0],
  }
}

function orProblem<T>(run: () => T): T {
  try {
    return run()
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    // A file may also not grow because of a quota or a limit: then the write itself fails.
    if (/^SQLITE_(?:FULL|IOERR_(?:WRITE|FSYNC|SHMSIZE|TRUNCATE))$/.test(code)) {
      throw new StorageFull({ cause })
    }
    if (/^SQLITE_(?:BUSY|LOCKED|IOERR|CANTOPEN)/.test(code))
      throw new DatabaseUnavailable({ cause })
    throw cause
  }
}
