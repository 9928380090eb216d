import { Migrator, sql, type CreateTableBuilder, type Kysely, type Migration } from 'kysely'
import { announceItems, countItems } from './triggers.ts'
import type { Tables } from './tables.ts'

/** What the schema is built for; the rest of the store does not know. */
export type Dialect = 'sqlite' | 'postgres'

/** In order of their names; a migration that has been released is never edited. */
const migrations = (dialect: Dialect): Record<string, Migration> => ({
  '0001-items-users-sessions': {
    async up(db: Kysely<Tables>) {
      await addId(db.schema.createTable('items'), dialect)
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('done', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .addColumn('version', whole[dialect], (column) => column.notNull().defaultTo(1))
        .execute()
      await addId(db.schema.createTable('users'), dialect)
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('user_id', whole[dialect], (column) =>
          column.notNull().references('users.id').onDelete('cascade'),
        )
        .addColumn('expires_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createIndex('sessions_expires_at')
        .on('sessions')
        .column('expires_at')
        .execute()
      await db.schema
        .createTable('totals')
        .addColumn('name', 'text', (column) => column.primaryKey())
        .addColumn('value', whole[dialect], (column) => column.notNull())
        .execute()
      await db
        .insertInto('totals')
        .values({ name: 'items', value: sql`0` })
        .execute()
    },
  },
  '0002-triggers': {
    async up(db: Kysely<Tables>) {
      await countItems(db, dialect)
      await announceItems(db, dialect)
    },
  },
  '0003-tries': {
    async up(db: Kysely<Tables>) {
      await db.schema
        .createTable('tries')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('ends_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('tries_ends_at').on('tries').column('ends_at').execute()
    },
  },
})

/** SQLite's integers have 64 bits, PostgreSQL's `integer` has 32. */
const whole = { sqlite: 'integer', postgres: 'bigint' } as const

/** An id is never given out twice, so a stale page cannot edit a stranger. */
function addId<T extends string>(table: CreateTableBuilder<T>, dialect: Dialect) {
  return table.addColumn('id', whole[dialect], (column) =>
    dialect === 'sqlite'
      ? column.primaryKey().autoIncrement()
      : column.primaryKey().generatedByDefaultAsIdentity(),
  )
}

/**
 * Brings the schema up to date; does nothing when it is. On PostgreSQL a lock lets one replica do
 * it while the others wait.
 *
 * @throws the first migration's error; what it had done is rolled back
 */
export async function migrate(db: Kysely<Tables>, dialect: Dialect): Promise<void> {
  const all = migrations(dialect)
  if (await isUpToDate(db, Object.keys(all))) return
  const provider = { getMigrations: async () => all }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('a migration failed', { cause: error })
}

/** One question in place of a dozen: most starts find nothing to do. */
async function isUpToDate(db: Kysely<Tables>, names: string[]): Promise<boolean> {
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`
    .execute(db)
    // There is no such table yet. If it is something else, migrating says what.
    .catch(() => ({ rows: [] }))
  const done = new Set(rows.map(({ name }) => name))
  return done.size === names.length && names.every((name) => done.has(name))
}
