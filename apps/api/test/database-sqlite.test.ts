import Fastify from 'fastify'
import { sql } from 'kysely'
import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { after, describe, it, mock } from 'node:test'
import { fileURLToPath } from 'node:url'
import itemsRepository from '../src/database/items.ts'
import { openDatabase } from '../src/database/open.ts'
import rateLimitsRepository from '../src/database/rate-limits.ts'
import { demoAccount, seed } from '../src/database/seed.ts'
import sessionsRepository from '../src/database/sessions.ts'
import usersRepository from '../src/database/users.ts'
import { repositoriesOf } from './helpers/database-contract.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => join(folder, `${++files}/items.db`)
const createItems = fileURLToPath(new URL('helpers/create-items.ts', import.meta.url))

describe('an SQLite file', () => {
  it('closed and opened again → has the same rows', async () => {
    const file = newFile()
    const first = repositoriesOf(await openDatabase(file))
    const item = await first.items.create('a', 'ada')
    await first.users.create('ada', 'hash')
    const user = await first.users.findByName('ada')
    await first.sessions.create('one', user?.id ?? 0, new Date(Date.now() + 60_000))
    await first.database.close()

    const { database, items, users, sessions } = repositoriesOf(await openDatabase(file))
    assert.deepEqual(await items.paginate(10), { items: [item], total: 1, hasNext: false })
    assert.deepEqual(await users.findByName('ada'), user)
    assert.notEqual(await sessions.findUser('one', new Date()), undefined)
    await database.close()
  })

  it('any → uses a write-ahead log, and a commit waits for the disk', async () => {
    const database = await openDatabase(newFile())
    const pragma = async (name: string) =>
      (await sql.raw(`pragma ${name}`).execute(database.db)).rows
    assert.deepEqual(await pragma('journal_mode'), [{ journal_mode: 'wal' }])
    assert.deepEqual(await pragma('synchronous'), [{ synchronous: 2 }], 'FULL')
    assert.deepEqual(await pragma('foreign_keys'), [{ foreign_keys: 1 }])
    await database.close()
  })

  it('its process is killed with SIGKILL → every acknowledged item is there, and the total is right', async () => {
    const file = newFile()
    const acknowledged: number[] = []
    for (let round = 1; round <= 3; round++) {
      const child = spawn(process.execPath, ['--import', 'tsx', createItems, file], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      for await (const line of createInterface(child.stdout)) {
        acknowledged.push(Number(line))
        if (acknowledged.length === 10 * round) child.kill('SIGKILL')
      }
    }
    const database = await openDatabase(file)
    const { items, total } = await repositoriesOf(database).items.paginate(1000)
    await database.close()
    assert.equal(total, items.length)
    const ids = new Set(items.map(({ id }) => id))
    assert.deepEqual(
      acknowledged.filter((id) => !ids.has(id)),
      [],
    )
    const check = new Libsql(file)
    assert.deepEqual(check.pragma('integrity_check'), [{ integrity_check: 'ok' }])
    check.close()
  })

  it('a change without database.write → an error that names it', async () => {
    const database = await openDatabase(':memory:')
    await assert.rejects(database.db.deleteFrom('items').execute(), /use database\.write/)
    await database.close()
  })
})

describe('itemsRepository.paginate on SQLite', () => {
  it('any page → its queries search by key: no scan, no sort', async () => {
    const file = newFile()
    const database = await openDatabase(file)
    const { items } = repositoriesOf(database)
    await items.create('a', 'ada')
    const queries = new Set<string>()
    const { prepare } = Libsql.prototype
    const recorded = mock.method(
      Libsql.prototype,
      'prepare',
      function (this: Libsql.Database, text: string) {
        queries.add(text)
        return prepare.call(this, text)
      },
    )
    await items.paginate(20)
    await items.paginate(20, 21)
    await items.findById(1)
    recorded.mock.restore()
    await database.close()

    const reader = new Libsql(file)
    const plans = [...queries].map((text) => {
      const steps = reader.prepare(`explain query plan ${text}`).all() as { detail: string }[]
      return steps.map(({ detail }) => detail).join(', ')
    })
    reader.close()
    assert.deepEqual(plans, [
      'SEARCH items USING INTEGER PRIMARY KEY (rowid<?)',
      'SEARCH totals USING INDEX sqlite_autoindex_totals_1 (name=?)',
      'SEARCH items USING INTEGER PRIMARY KEY (rowid=?)',
    ])
  })
})

describe('seed', () => {
  it('a new database → the demo account and a page of items, once', async () => {
    const database = await openDatabase(':memory:')
    const { items, users } = repositoriesOf(database)
    await seed(database)
    const page = await items.paginate(100)
    assert.ok(page.total > 0, 'seed added no item')
    assert.equal(page.items.length, page.total)
    assert.notEqual(await users.findByName(demoAccount.name), undefined)
    await seed(database)
    assert.equal((await items.paginate(1)).total, page.total)
    await database.close()
  })
})

describe('the repository plugins', () => {
  it('registered after the database → decorate the app', async () => {
    const app = Fastify()
    app.decorate('database', await openDatabase(':memory:'))
    app.register(itemsRepository).register(usersRepository)
    app.register(sessionsRepository).register(rateLimitsRepository)
    await app.ready()
    const { id } = await app.itemsRepository.create('a', 'ada')
    assert.equal((await app.itemsRepository.findById(id))?.title, 'a')
    assert.equal(await app.usersRepository.create('ada', 'hash'), true)
    assert.equal(await app.sessionsRepository.findUser('one', new Date()), undefined)
    assert.equal((await app.rateLimitsRepository.increment('a', 1000, new Date())).count, 1)
    await app.database.close()
    await app.close()
  })

  it('registered without a database → fails and names the decorator', async () => {
    const app = Fastify()
    await assert.rejects(async () => app.register(itemsRepository).ready(), /'database'/)
  })
})
