import { sql, type Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'

/** Remembers what earlier copies have brought over, whatever has become of it since. */
interface Copied {
  copied: {
    name: 'items' | 'sessions'
    key: string
    version: number
  }
}

/** The server, within the transaction of a copy. */
export type Target = Transaction<Tables & Copied>

/** Rows that are read, compared and written at a time; a statement takes 65535 parameters. */
export const batchSize = 1000

export async function createCopied(to: Target): Promise<void> {
  await to.schema
    .createTable('copied')
    .ifNotExists()
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('version', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('copied_pkey', ['name', 'key'])
    .execute()
}

/** @returns the versions in which these were brought over */
export async function findCopied(
  to: Target,
  name: Copied['copied']['name'],
  keys: string[],
): Promise<Map<string, number>> {
  const rows = await to
    .selectFrom('copied')
    .select(['key', 'version'])
    .where('name', '=', name)
    .where('key', 'in', keys)
    .execute()
  return new Map(rows.map(({ key, version }) => [key, version]))
}

export async function remember(to: Target, rows: Copied['copied'][]): Promise<void> {
  if (rows.length === 0) return
  await to
    .insertInto('copied')
    .values(rows)
    .onConflict((conflict) =>
      conflict
        .columns(['name', 'key'])
        .doUpdateSet((column) => ({ version: column.ref('excluded.version') })),
    )
    .execute()
}

/** No id that either side has ever given out is given out again. */
export async function raiseSequence(
  from: Transaction<Tables>,
  to: Target,
  table: 'items' | 'users',
): Promise<void> {
  const { rows } = await sql<{
    seq: number
  }>`select seq from sqlite_sequence where name = ${table}`.execute(from)
  const last = rows[0]?.seq ?? 0
  if (last === 0) return
  const sequence = sql`pg_get_serial_sequence(${table}, 'id')`
  await sql`
    select setval(${sequence}, greatest(${last}, coalesce(pg_sequence_last_value(${sequence}), 0)))
  `.execute(to)
}
