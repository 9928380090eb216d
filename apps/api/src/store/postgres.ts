import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely'
import { DatabaseError, Pool, types, type PoolConfig } from 'pg'
import { DatabaseUnavailable, StorageFull } from '../problems.ts'
import { listen } from './listen.ts'
import { migrate } from './migrations.ts'
import type { Database } from './open-store.ts'
import type { ItemChange } from './store.ts'
import type { Tables } from './tables.ts'

// 64 bits come as text otherwise; ids and totals stay far below 2^53.
types.setTypeParser(types.builtins.INT8, Number)

const shared: PoolConfig = {
  // A replica holds these and the one that listens; the server allows 100 by default.
  max: 10,
  connectionTimeoutMillis: 3_000,
  // Notices in about 20 s that the other machine is gone.
  keepAlive: true,
  keepAliveInitialDelayMillis: 10_000,
}

/**
 * Opens a PostgreSQL database.
 *
 * @param announce told of each committed change of an item, by any replica
 */
export async function openPostgres(
  url: string,
  announce: (change: ItemChange | 'missed') => void,
): Promise<Database> {
  await migratePostgres(url)
  const config = { ...shared, connectionString: url, query_timeout: 5_000 }
  const changes = await listen(config, announce)
  const db = queriesThrough(config)
  return {
    db,
    async close() {
      await changes.close()
      await db.destroy()
    },
  }
}

/** Brings the schema up to date; waits as long as another replica that is at it takes. */
export async function migratePostgres(url: string): Promise<void> {
  const db = queriesThrough({ ...shared, connectionString: url, max: 1 })
  try {
    await migrate(db, 'postgres')
  } finally {
    await db.destroy()
  }
}

/** @param config without `query_timeout` a query may take as long as it wants */
export function queriesThrough(config: PoolConfig): Kysely<Tables> {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool: poolOf(config) }) })
}

/** A pool that names failures the API can name, and keeps no connection after one. */
function poolOf(config: PoolConfig): PostgresPool {
  const pool = new Pool(config)
  // A connection was lost, idle or in use: the pool drops it, and its query fails. Unheard, either
  // event would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return {
    end: () => pool.end(),
    async connect() {
      const client = await pool.connect().catch(failAsProblem)
      let broken = false
      const query = (sql: string, parameters: unknown[]) =>
        client.query(sql, parameters).catch((error: unknown) => {
          // After a timeout the answer may still come, and would block whoever is next.
          broken ||= !(error instanceof DatabaseError)
          return failAsProblem(error)
        })
      // Kysely would ask for a cursor too, if it were given one.
      return { query, release: () => client.release(broken) } as unknown as PostgresPoolClient
    },
  }
}

/**
 * What the server says of itself, by class: connection (08), sign-in (28), no such database (3D),
 * rolled back (40), resources (53), not in the state for it (55), operator (57), its system (58),
 * read-only (25006).
 *
 * @see https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const unavailable = /^(?:08|28|3D|40|53|55|57|58|25006)/

/** Where PostgreSQL makes a table longer. Beyond a quota it has no code of its own for that. */
const growing = /^md(?:zero)?extend$/
/** Where it writes its log: it goes down when it cannot, and what it was at may have been done. */
const logging = /^XLog/

function failAsProblem(cause: unknown): never {
  if (!(cause instanceof DatabaseError)) throw new DatabaseUnavailable({ cause })
  const { code = '', routine = '' } = cause
  const full = code === '53100' || (code === 'XX000' && growing.test(routine))
  if (full && !logging.test(routine)) throw new StorageFull({ cause })
  throw unavailable.test(code) ? new DatabaseUnavailable({ cause }) : cause
}
