import { buildApp } from '@repo/api'
import { demoAccount, seed } from '@repo/api/database/seed'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy } from '@repo/config'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Setup } from '../servers/_serve.ts'
import { Database } from './from-api.ts'

const apiOrigin = 'https://api.acme.dev'
/** The page that calls. */
export const origin = 'https://app.acme.dev'
const cookieSecret = 'a key for the bench only: it is public'

/** A database, the session cookie of a signed-in user, and the page that all servers return. */
export interface Fixture extends Setup {
  /** The configuration as a file, for servers. */
  file: string
  /** Another file, with as many allowed origins; the last one is {@link origin}. */
  withOrigins(count: number): Promise<string>
  remove(): Promise<void>
}

/** @param items how many items the database holds */
export async function makeFixture(items: number): Promise<Fixture> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const databaseFile = join(folder, 'items.db')
  const database = await openDatabase(databaseFile)
  await seed(database)
  fill(databaseFile, items)

  const app = await buildApp({
    policy: definePolicy('bench', { ...corsPolicy, apiOrigin, allowedOrigins: [origin] }),
    database,
    cookieSecrets: [cookieSecret],
  })
  const signIn = await app.inject({
    method: 'POST',
    url: '/api/session',
    headers: { origin },
    payload: demoAccount,
  })
  const [cookie = ''] = String(signIn.headers['set-cookie']).split(';', 1)
  const list = await app.inject('/api/items?limit=20')
  await app.close()

  const write = async (count: number) => {
    const file = join(folder, `${count}-origins.json`)
    await writeFile(
      file,
      JSON.stringify({ ...setup, allowedOrigins: originsEndingWithOurs(count) }),
    )
    return file
  }
  const setup: Setup = {
    page: list.json(),
    databaseFile,
    cookieSecret,
    cookie,
    allowedOrigins: originsEndingWithOurs(3),
  }
  return {
    ...setup,
    file: await write(3),
    withOrigins: write,
    remove: () => rm(folder, { recursive: true }),
  }
}

function originsEndingWithOurs(count: number): string[] {
  const others = Array.from({ length: count - 1 }, (_, index) => `https://tenant-${index}.acme.dev`)
  return [...others, origin]
}

/** Items as people write them, straight into the table: a million takes seconds. */
function fill(file: string, items: number): void {
  const sqlite = new Database(file)
  sqlite.exec(`
    delete from items;
    delete from sqlite_sequence where name = 'items';
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${items})
    insert into items (title, done, created_by, created_at, updated_at, version)
    select 'Item number ' || i || ' of a list', i % 3 = 0, 'demo',
           '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 1 + i % 5
    from n;
    update totals set value = ${items} where name = 'items';
  `)
  sqlite.close()
}
