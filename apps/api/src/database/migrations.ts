import {
  Migrator,
  sql,
  type CreateTableBuilder,
  type Generated,
  type Kysely,
  type Migration,
} from 'kysely'

/**
 * The tables as Kysely sees them. A new resource adds its table here and a migration below. Times are
 * ISO 8601 text in UTC, which sorts by time.
 */
export interface Tables {
  items: {
    id: Generated<number>
    title: string
    /** 0 or 1 */
    done: number
    created_by: string
    created_at: string
    updated_at: string
    version: number
  }
  users: {
    id: Generated<number>
    /** In Unicode NFC */
    name: string
    password_hash: string
  }
  sessions: {
    id_hash: string
    user_id: number
    expires_at: string
  }
  /** The number of rows of a table, stored because counting a million rows takes 22 ms. */
  totals: {
    name: 'items'
    value: number
  }
  rate_limits: {
    key: string
    count: number
    ends_at: string
  }
  /** One row, which `checkReady` changes. */
  readiness_probe: {
    payload: string
  }
}

export type DatabaseKind = 'sqlite' | 'postgres'

/** SQLite's integers have 64 bits, PostgreSQL's `integer` has 32. */
const integer64 = { sqlite: 'integer', postgres: 'bigint' } as const

/** The migrations, in the order of their names. Add a new one instead of editing a released one. */
const migrations = (kind: DatabaseKind): Record<string, Migration> => ({
  '0001-items-users-sessions': {
    async up(db: Kysely<unknown>) {
      await addId(db.schema.createTable('items'), kind)
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('done', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .addColumn('version', integer64[kind], (column) => column.notNull().defaultTo(1))
        .execute()
      await addId(db.schema.createTable('users'), kind)
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('user_id', integer64[kind], (column) =>
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
        .addColumn('value', integer64[kind], (column) => column.notNull())
        .execute()
      await sql`insert into totals (name, value) values ('items', 0)`.execute(db)
    },
  },

  // Created triggers that 0004 drops. A new database needs neither.
  '0002-triggers': { async up() {} },

  '0003-tries': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('tries')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('count', 'integer', (column) => column.notNull())
        .addColumn('ends_at', 'text', (column) => column.notNull())
        .execute()
      await db.schema.createIndex('tries_ends_at').on('tries').column('ends_at').execute()
    },
  },

  '0004-totals-without-triggers': {
    async up(db: Kysely<unknown>) {
      if (kind === 'sqlite') {
        await sql`drop trigger if exists items_added`.execute(db)
        await sql`drop trigger if exists items_removed`.execute(db)
      } else {
        // cascade drops their triggers
        await sql`drop function if exists count_items, announce_item cascade`.execute(db)
      }
      await sql`update totals set value = (select count(*) from items) where name = 'items'`.execute(
        db,
      )
    },
  },

  '0005-rate-limits': {
    async up(db: Kysely<unknown>) {
      await db.schema.dropIndex('tries_ends_at').execute()
      await db.schema.alterTable('tries').renameTo('rate_limits').execute()
      await db.schema
        .createIndex('rate_limits_ends_at')
        .on('rate_limits')
        .column('ends_at')
        .execute()
    },
  },

  '0006-user-names-in-nfc': { up: normalizeUserNames },

  '0007-readiness-probe': {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('readiness_probe')
        .addColumn('payload', 'text', (column) => column.notNull())
        .execute()
      await sql`insert into readiness_probe (payload) values ('')`.execute(db)
    },
  },
})

/** An id is never used twice, so that a stale page cannot change another item. */
function addId<T extends string>(table: CreateTableBuilder<T>, kind: DatabaseKind) {
  return table.addColumn('id', integer64[kind], (column) =>
    kind === 'sqlite'
      ? column.primaryKey().autoIncrement()
      : column.primaryKey().generatedByDefaultAsIdentity(),
  )
}

/**
 * Renames users to the NFC form of their names. If another account has that name already, the account
 * is unchanged and its id is printed: only the operator can decide which user each account belongs to.
 */
async function normalizeUserNames(db: Kysely<unknown>): Promise<void> {
  const users = await sql<{ id: number; name: string }>`select id, name from users order by id`
    .execute(db)
    .then(({ rows }) => rows)
  const idsByName = new Map(users.map(({ id, name }) => [name, id]))
  for (const { id, name } of users) {
    const normalized = name.normalize('NFC')
    if (normalized === name) continue
    const otherId = idsByName.get(normalized)
    if (otherId === undefined) {
      await sql`update users set name = ${normalized} where id = ${id}`.execute(db)
      idsByName.set(normalized, id)
    } else {
      console.warn(
        `USER_NAMES_COLLIDE  users.id ${id} and ${otherId}: both names are ${JSON.stringify(normalized)}` +
          ` in Unicode NFC, so the account ${id} can no longer sign in. Both accounts are unchanged.` +
          ` To use it again, rename it: update users set name = '<new name>' where id = ${id};`,
      )
    }
  }
}

/** Thrown if a newer version of this app has migrated the database. */
export class NewerSchemaError extends Error {
  override readonly name = 'NewerSchemaError'

  constructor(migrations: string[]) {
    super(`it has migrations of a newer version of the API: ${migrations.join(', ')}`)
  }
}

/** The fix in the message of a `NewerSchemaError`. */
export const newerSchemaFix = 'Deploy that version, or a newer one.'

/**
 * Migrates the schema to the newest version, in one transaction. On PostgreSQL, a lock makes other
 * replicas wait.
 *
 * @throws {NewerSchemaError} if the database has migrations that this version does not know
 * @throws the error of the migration that failed; all of them are rolled back
 */
export async function migrate(db: Kysely<Tables>, kind: DatabaseKind): Promise<void> {
  try {
    await migrateOnce(db, kind)
  } catch (error) {
    // Kysely reads the list of tables before it waits for the lock. That fails if another replica
    // commits a migration that drops one meanwhile; then that migration is complete.
    if ((error as { code?: unknown }).code !== undefinedTable) throw error
    await migrateOnce(db, kind)
  }
}

/** @see https://www.postgresql.org/docs/current/errcodes-appendix.html */
const undefinedTable = '42P01'

async function migrateOnce(db: Kysely<Tables>, kind: DatabaseKind): Promise<void> {
  const known = migrations(kind)
  const executed = await executedMigrations(db)
  const unknown = executed.filter((name) => !(name in known))
  if (unknown.length > 0) throw new NewerSchemaError(unknown)
  // The usual start. The migrator would wait for a replica that is migrating.
  if (executed.length === Object.keys(known).length) return

  const provider = { getMigrations: async () => known }
  const { error } = await new Migrator({ db, provider }).migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('a migration failed', { cause: error })
}

async function executedMigrations(db: Kysely<Tables>): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some(({ name }) => name === 'kysely_migration')) return []
  const { rows } = await sql<{ name: string }>`select name from kysely_migration`.execute(db)
  return rows.map(({ name }) => name)
}
