import {
  Kysely,
  SqliteAdapter,
  SqliteDriver,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type SqliteDatabase,
  type Transaction,
} from 'kysely'
import Libsql from 'libsql'
import { resolve } from 'node:path'
import { setImmediate, setTimeout as sleep } from 'node:timers/promises'
import { DatabaseBusy, DatabaseUnavailable, StorageFull } from '../errors.ts'
import { LocalItemChanges } from './item-changes.ts'
import { migrate, type Tables } from './migrations.ts'
import { probeWrite } from './readiness.ts'
import { prepareFile, toOpenError, watchFile } from './sqlite-file.ts'
import type { Connection } from './types.ts'

const openLockMs = 5_000
const writeLockMs = 2_000

/**
 * Opens an SQLite database, and creates the file and its folder if they are missing.
 *
 * @param file a path, or `:memory:` for a database that ends with the process
 * @throws {DatabaseOpenError}
 */
export async function openSqlite(file: string): Promise<Connection> {
  const itemChanges = new LocalItemChanges()
  // libsql would connect to a server for libsql://….
  const path = file === ':memory:' ? file : resolve(file)
  let database: Libsql.Database | undefined
  try {
    if (path !== ':memory:') prepareFile(path)
    const libsql = (database = new Libsql(path))
    const db = new Kysely<Tables>({
      dialect: {
        createAdapter: () => new SqliteAdapter(),
        createDriver: () => new Driver(libsql),
        createIntrospector: (kysely) => new SqliteIntrospector(kysely),
        createQueryCompiler: () => new SqliteQueryCompiler(),
      },
    })
    await repeatWhileLocked(openLockMs, async () => {
      setPragmas(libsql)
      await migrateInTransaction(libsql, db)
    })
    const checkFile = path === ':memory:' ? () => {} : watchFile(path)
    const write: Connection['write'] = (change) =>
      repeatWhileLocked(writeLockMs, async () => {
        let transaction: Transaction<Tables> | undefined
        const result = await db.transaction().execute((trx) => change((transaction = trx)))
        // SQLite can still write to a file that was deleted; the data is lost when the process ends.
        checkFile()
        if (transaction) itemChanges.emitCommitted(transaction)
        return result
      })
    // Shows whether the file is read-only. On a full disk, reads are still useful.
    await write(probeWrite).catch((error: unknown) => {
      if (!(error instanceof StorageFull)) throw error
    })

    return {
      db,
      itemChanges,
      checkFile,
      write,
      async close() {
        await db.destroy()
      },
    }
  } catch (error) {
    database?.close()
    throw toOpenError(file, error)
  }
}

function setPragmas(database: Libsql.Database): void {
  execute(database, 'pragma busy_timeout = 0') // libsql is synchronous: it would block the event loop
  execute(database, 'pragma journal_mode = WAL') // readers do not wait for a writer
  execute(database, 'pragma synchronous = FULL') // a commit is on the disk before it is acknowledged
  execute(database, 'pragma foreign_keys = ON')
}

/**
 * Runs a statement that fails if another process holds the lock. It does not prepare the statement:
 * libsql does not reset a prepared one after SQLITE_BUSY, and an active statement prevents commits.
 */
function execute(database: Libsql.Database, sql: string): void {
  withNamedErrors(() => database.exec(sql))
}

/**
 * Migrates in one transaction. Kysely's migrator begins none on SQLite, and creates its own tables
 * outside of it.
 */
async function migrateInTransaction(database: Libsql.Database, db: Kysely<Tables>): Promise<void> {
  execute(database, 'begin immediate')
  try {
    await migrate(db, 'sqlite')
    execute(database, 'commit')
  } catch (error) {
    if (database.inTransaction) execute(database, 'rollback')
    throw error
  }
}

/** Runs an action again, every 25 to 100 ms, while another process holds the lock of the database. */
async function repeatWhileLocked<T>(maxMs: number, action: () => Promise<T>): Promise<T> {
  const endsAt = performance.now() + maxMs
  for (;;) {
    try {
      return await action()
    } catch (error) {
      if (!(error instanceof DatabaseBusy) || performance.now() >= endsAt) throw error
    }
    // A random delay, so that writers that wait at the same time do not retry at the same time.
    await sleep(25 + 75 * Math.random())
  }
}

class Driver extends SqliteDriver {
  readonly #database: Libsql.Database

  constructor(database: Libsql.Database) {
    super({ database: namingErrors(database) })
    this.#database = database
  }

  /** Takes the lock at once. A transaction that reads first could not wait for it (BUSY_SNAPSHOT). */
  override async beginTransaction(): Promise<void> {
    // A commit blocks the event loop until the disk has the data: let other events run between two.
    await setImmediate()
    execute(this.#database, 'begin immediate')
  }

  override async commitTransaction(): Promise<void> {
    execute(this.#database, 'commit')
  }

  /** Does nothing if SQLite has already rolled back, as after some errors, such as a full disk. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) execute(this.#database, 'rollback')
  }
}

const changesData = /^(?:insert|update|delete|replace|create|alter|drop)\b/i

/** Returns the database for Kysely, with errors that the API can report. */
function namingErrors(database: Libsql.Database): SqliteDatabase {
  return {
    close: () => database.close(),
    prepare(sql) {
      if (changesData.test(sql) && !database.inTransaction) {
        throw new Error('A change needs a transaction: use database.write.')
      }
      const statement = withNamedErrors(() => database.prepare(sql))
      return {
        reader: statement.reader,
        all: (parameters) => withNamedErrors(() => statement.all(parameters)),
        run: (parameters) => withNamedErrors(() => statement.run(parameters)),
        iterate: (parameters) => statement.iterate(parameters),
      }
    },
  }
}

/** @see https://www.sqlite.org/rescode.html */
function withNamedErrors<T>(run: () => T): T {
  try {
    return run()
  } catch (cause) {
    const { code = '' } = cause as { code?: string }
    if (/^SQLITE_(?:BUSY|LOCKED)/.test(code)) throw new DatabaseBusy({ cause })
    // If a quota is exceeded, SQLite reports a failed write.
    if (/^SQLITE_(?:FULL|IOERR_(?:WRITE|SHMSIZE|TRUNCATE))$/.test(code)) {
      throw new StorageFull({ cause })
    }
    if (/^SQLITE_(?:IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB)/.test(code)) {
      throw new DatabaseUnavailable({ cause })
    }
    throw cause
  }
}
