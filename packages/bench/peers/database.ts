import { Kysely, SqliteDialect, type Selectable } from 'kysely'
import Libsql from 'libsql'
import type { Tables } from '@repo/api/database/migrations'
import { environment } from './environment.ts'

/** The file and the pragmas of the API: a commit is on the disk before the response is sent. */
const sqlite = new Libsql(environment.databaseFile)
sqlite.exec('pragma busy_timeout = 0')
sqlite.exec('pragma journal_mode = WAL')
sqlite.exec('pragma synchronous = FULL')
sqlite.exec('pragma foreign_keys = ON')

/** Kysely as its documentation sets it up. libsql has the interface of better-sqlite3. */
const db = new Kysely<Tables>({
  dialect: new SqliteDialect({ database: sqlite }),
})

export interface User {
  id: number
  name: string
}

export async function findUser(idHash: string): Promise<User | undefined> {
  return db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.user_id')
    .select(['users.id', 'users.name'])
    .where('sessions.id_hash', '=', idHash)
    .where('sessions.expires_at', '>', new Date().toISOString())
    .executeTakeFirst()
}

export async function paginate(limit: number, after = Number.MAX_SAFE_INTEGER) {
  const rows = await db
    .selectFrom('items')
    .selectAll()
    .where('id', '<', after)
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute()
  const total = await db
    .selectFrom('totals')
    .select('value')
    .where('name', '=', 'items')
    .executeTakeFirstOrThrow()
  const items = rows.slice(0, limit).map(toItem)
  return { items, total: total.value, next: rows.length > limit ? items.at(-1)?.id : undefined }
}

export async function create(title: string, user: string) {
  const now = new Date().toISOString()
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .insertInto('items')
      .values({ title, done: 0, created_by: user, created_at: now, updated_at: now, version: 1 })
      .returningAll()
      .executeTakeFirstOrThrow()
    await trx
      .updateTable('totals')
      .set((eb) => ({ value: eb('value', '+', 1) }))
      .where('name', '=', 'items')
      .execute()
    return toItem(row)
  })
}

export async function update(id: number, done: boolean, version: number | undefined) {
  const row = await db
    .updateTable('items')
    .set((eb) => ({
      done: Number(done),
      updated_at: new Date().toISOString(),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .returningAll()
    .executeTakeFirst()
  return row && toItem(row)
}

export async function remove(id: number, version: number | undefined): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const row = await trx
      .deleteFrom('items')
      .where('id', '=', id)
      .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
      .returning('id')
      .executeTakeFirst()
    if (!row) return false
    await trx
      .updateTable('totals')
      .set((eb) => ({ value: eb('value', '-', 1) }))
      .where('name', '=', 'items')
      .execute()
    return true
  })
}

function toItem(row: Selectable<Tables['items']>) {
  return {
    id: row.id,
    title: row.title,
    done: row.done === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    etag: `"${row.version}"`,
  }
}
