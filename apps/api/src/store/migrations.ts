import { Migrator, sql, type Kysely, type Migration } from 'kysely'
import type { Tables } from './tables.ts'

/** In order of their names; a migration that has been released is never edited. */
const migrations: Record<string, Migration> = {
  '0001-items-users-sessions': {
    async up(db: Kysely<Tables>) {
      await db.schema
        .createTable('items')
        // AUTOINCREMENT: an id is never given out twice, so a stale page cannot edit a stranger.
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('title', 'text', (column) => column.notNull())
        .addColumn('done', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('created_by', 'text', (column) => column.notNull())
        .addColumn('created_at', 'text', (column) => column.notNull())
        .addColumn('updated_at', 'text', (column) => column.notNull())
        .addColumn('version', 'integer', (column) => column.notNull().defaultTo(1))
        .execute()
      await db.schema
        .createTable('users')
        .addColumn('id', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('name', 'text', (column) => column.notNull().unique())
        .addColumn('password_hash', 'text', (column) => column.notNull())
        .execute()
      await db.schema
        .createTable('sessions')
        .addColumn('id_hash', 'text', (column) => column.primaryKey())
        .addColumn('user_id', 'integer', (column) =>
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
        .addColumn('value', 'integer', (column) => column.notNull())
        .execute()
      await db
        .insertInto('totals')
        .values({ name: 'items', value: sql`0` })
        .execute()
    },
  },
}

/**
 * Brings the schema up to date; does nothing when it is.
 *
 * @throws the first migration's error; what it had done is rolled back
 */
export async function migrate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error } = await migrator.migrateToLatest()
  if (error instanceof Error) throw error
  if (error !== undefined) throw new Error('a migration failed', { cause: error })
}
