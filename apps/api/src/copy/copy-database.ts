import { sql, type Transaction } from 'kysely'
import { existsSync } from 'node:fs'
import { EnvError } from '../env.ts'
import { migratePostgres, queriesThrough } from '../store/postgres.ts'
import { openSqlite } from '../store/sqlite.ts'
import type { Tables } from '../store/tables.ts'
import { createCopied, type Target } from './copied.ts'
import { copyItems, type CopiedItems } from './copy-items.ts'
import { copySessions, type CopiedSessions } from './copy-sessions.ts'
import { copyUsers, type CopiedUsers } from './copy-users.ts'

/** What a copy did. */
export interface Copy {
  items: CopiedItems
  users: CopiedUsers
  sessions: CopiedSessions
}

/**
 * Copies the embedded database to PostgreSQL: ids, versions and times stay as they are, so that
 * etags, sessions and links stay good. All of it in one transaction, or nothing. The file is only
 * read (its schema is brought up to date first); writes to the server wait until it is done.
 *
 * Run again, it brings over what is new or changed in the file since. The table `copied` remembers
 * what was brought over, so that the server wins where only the server has changed: an item that
 * was edited there stays as it is, one that was deleted stays deleted, a session that was ended
 * stays ended. What is deleted in the file stays on the server.
 *
 * @throws {EnvError} naming every item and user that stands in the way: the server holds another
 *   one under the id or name, or both sides have changed it since the last copy
 */
export async function copyDatabase(file: string, url: string): Promise<Copy> {
  if (!existsSync(file)) {
    throw new EnvError(
      `DATABASE_MISSING  DATABASE_FILE "${file}": there is no such file. Name the database to copy` +
        ' from.',
    )
  }
  const source = await openSqlite(file)
  try {
    await migratePostgres(url)
    const target = queriesThrough({ connectionString: url, max: 1 })
    try {
      return await source.db
        .transaction() // one state of the file, even while somebody writes
        .execute((from) => target.transaction().execute((to) => copyAll(from, to)))
    } finally {
      await target.destroy()
    }
  } finally {
    await source.close()
  }
}

async function copyAll(from: Transaction<Tables>, target: Transaction<Tables>): Promise<Copy> {
  const to: Target = target.withTables()
  const problems: string[] = []
  await sql`lock table items, users, sessions in share row exclusive mode`.execute(to)
  await createCopied(to)
  const users = await copyUsers(from, to, problems)
  const items = await copyItems(from, to, problems)
  if (problems.length > 0) throw new EnvError(problems.join('\n\n'))
  const sessions = await copySessions(from, to)
  return { items, users, sessions }
}
