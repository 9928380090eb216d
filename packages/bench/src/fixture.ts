import fastifyCookie from '@fastify/cookie'
import { openDatabase } from '@repo/api/database'
import { createSessionsRepository } from '@repo/api/database/sessions'
import { createUsersRepository } from '@repo/api/database/users'
import Libsql from 'libsql'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cookieName } from '../peers/job.ts'
import type { ServerName } from './build.ts'

export const cookieSecret = 'a key for the bench only: it is public'

/** A database with items and one session. */
export interface Fixture {
  databaseFile: string
  sessionId: string
  remove(): Promise<void>
}

/** @param items the number of items in the database */
export async function makeFixture(items: number): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const databaseFile = join(folder, 'items.db')
  const sessionId = randomBytes(32).toString('base64url')
  const idHash = createHash('sha256').update(sessionId).digest('base64url')

  const database = await openDatabase(databaseFile)
  const users = createUsersRepository(database)
  await users.create('demo', 'no password')
  const user = await users.findByName('demo')
  const tomorrow = new Date(Date.now() + 24 * 60 * 60 * 1000)
  await createSessionsRepository(database).create(idHash, user?.id ?? 0, tomorrow)
  await database.close()
  fill(databaseFile, items)
  return { databaseFile, sessionId, remove: () => rm(folder, { recursive: true }) }
}

/** Inserts items with SQL: through the API, a million would take an hour. */
function fill(file: string, items: number): void {
  const sqlite = new Libsql(file)
  sqlite.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${items})
    insert into items (title, done, created_by, created_at, updated_at, version)
    select 'Item number ' || i || ' of a list', i % 3 = 0, 'demo',
           '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 1 + i % 5
    from n;
    update totals set value = ${items} where name = 'items';
  `)
  sqlite.close()
}

/** Returns the session cookie in the format of a server's cookie library. All sign with HMAC-SHA-256. */
export function cookieFor(server: ServerName, sessionId: string): string {
  const signed = fastifyCookie.sign(sessionId, cookieSecret)
  const value = { express: `s:${signed}`, hono: `${signed}=` }[server as string] ?? signed
  return `${cookieName}=${encodeURIComponent(value)}`
}
