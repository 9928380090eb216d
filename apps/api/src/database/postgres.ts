import {
  CompiledQuery,
  Kysely,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
} from 'kysely'
import { DatabaseError, Pool, types, type PoolConfig } from 'pg'
import { DatabaseUnavailable, StorageFull } from '../errors.ts'
import { NotifiedItemChanges } from './item-changes.ts'
import { migrate, type Tables } from './migrations.ts'
import { listenForItemChanges } from './postgres-listen.ts'
import { toOpenError } from './postgres-open-error.ts'
import type { Connection } from './types.ts'

// pg returns 64-bit integers as strings; ids and totals are far below 2^53.
types.setTypeParser(types.builtins.INT8, Number)

const poolConfig: PoolConfig = {
  // Per replica, plus one that listens; a server allows 100 by default.
  max: 10,
  connectionTimeoutMillis: 3_000,
  // Detects a lost network connection.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
}

/**
 * Opens a PostgreSQL database.
 *
 * @throws {DatabaseOpenError}
 */
export async function openPostgres(url: string): Promise<Connection> {
  const config = { ...poolConfig, connectionString: url, query_timeout: 5_000 }
  const itemChanges = new NotifiedItemChanges()
  try {
    await migratePostgres(url)
    const listener = await listenForItemChanges(config, itemChanges)
    const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(config) }) })
    return {
      db,
      itemChanges,
      write: (change) => db.transaction().execute(change),
      async close() {
        await listener.close()
        await db.destroy()
      },
    }
  } catch (error) {
    throw toOpenError(url, error)
  }
}

/** Migrates the schema without a query timeout, because a large table may take longer. */
async function migratePostgres(url: string): Promise<void> {
  const pool = createPool({ ...poolConfig, connectionString: url, max: 1 })
  const db = new Kysely<Tables>({
    dialect: new PostgresDialect({
      pool,
      // Waits for another replica that migrates, not for a session that never ends.
      onCreateConnection: async (connection) => {
        await connection.executeQuery(CompiledQuery.raw(`set lock_timeout = '30s'`))
      },
    }),
  })
  try {
    await migrate(db, 'postgres')
  } finally {
    await db.destroy()
  }
}

/** Creates a pool that throws errors the API can report, and closes a connection that was lost. */
function createPool(config: PoolConfig): PostgresPool {
  const pool = new Pool(config)
  // A connection was lost: the pool drops it and its query fails. Without listeners, these events
  // would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(throwNamedError)
      let lost: Error | undefined
      const query = async (sql: string, parameters: unknown[]) => {
        // A rollback would wait behind the query that had no response.
        if (lost) throw new DatabaseUnavailable({ cause: lost })
        try {
          return await client.query(sql, parameters)
        } catch (error) {
          if (!(error instanceof DatabaseError)) lost = error as Error
          return throwNamedError(error)
        }
      }
      // Without `cursor`, which Kysely uses for streams only.
      return { query, release: () => client.release(lost) } as unknown as PostgresPoolClient
    },
  }
}

/**
 * The classes of errors that are not about one query: connection (08), authentication (28), no such
 * database (3D), rollback (40), resources (53), object state (55), operator (57), system (58),
 * read-only server (25006).
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const unavailable = /^(?:08|28|3D|40|53|55|57|58|25006)/

/** Routines of PostgreSQL that extend a table: an exceeded quota has no error code of its own. */
const extendsTable = /^md(?:zero)?extend$/
/** Routines that write the write-ahead log. If one fails, the server stops; a commit may be saved. */
const writesLog = /^XLog/

function throwNamedError(cause: unknown): never {
  if (!(cause instanceof DatabaseError)) throw new DatabaseUnavailable({ cause })
  const { code = '', routine = '' } = cause
  const full = code === '53100' || (code === 'XX000' && extendsTable.test(routine))
  if (full && !writesLog.test(routine)) throw new StorageFull({ cause })
  throw unavailable.test(code) ? new DatabaseUnavailable({ cause }) : cause
}
