import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { openDatabase } from '../src/database/open.ts'
import { databaseContract } from './helpers/database-contract.ts'
import { onPostgres } from './helpers/on-postgres.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

databaseContract('SQLite in memory', () => openDatabase(':memory:'))
databaseContract('SQLite file', () => openDatabase(join(folder, `${++files}/items.db`)))

await onPostgres('PostgreSQL', (postgres) => {
  databaseContract('PostgreSQL', async () => openDatabase(await postgres.newDatabase()))
})
