import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { openStore } from '../src/store/open-store.ts'
import { demoAccount, seed } from '../src/store/seed.ts'
import { storeContract } from './helpers/store-contract.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
const writer = fileURLToPath(new URL('helpers/write-items.ts', import.meta.url))
let files = 0
const newFile = () => join(folder, `deep/${++files}/items.db`)

storeContract('in memory', () => openStore(':memory:'))
storeContract('in a file', () => openStore(newFile()))

describe('a store in a file', () => {
  it('holds everything when it is opened again; its migrations run once', async () => {
    const file = newFile()
    const first = await openStore(file)
    const item = await first.items.create('kept', 'ada')
    await first.users.add('ada', 'hash')
    const user = await first.users.find('ada')
    await first.sessions.create('one', user?.id ?? 0, new Date(Date.now() + 60_000))
    await first.close()

    for (let count = 0; count < 2; count++) {
      const again = await openStore(file)
      assert.deepEqual(await again.items.page(10), { items: [item], total: 1, hasNext: false })
      assert.deepEqual(await again.users.find('ada'), user)
      assert.notEqual(await again.sessions.findUser('one', new Date()), undefined)
      await again.close()
    }

    const database = new Database(file)
    const { count } = database.prepare('select count(*) as count from kysely_migration').get() as {
      count: number
    }
    database.close()
    assert.equal(count, 3)
  })

  it('two processes that share it lose none of their writes', async () => {
    const file = newFile()
    const store = await openStore(file)
    const other = spawn(process.execPath, ['--import', 'tsx', writer, file], { stdio: 'pipe' })
    const exited = once(other, 'exit')
    await once(other.stdout, 'data')
    for (let n = 0; n < 50; n++) await store.items.create(`here ${n}`, 'ada')
    assert.deepEqual(await exited, [0, null])

    const { items, total } = await store.items.page(200)
    assert.equal(total, 100)
    assert.equal(items.length, 100)
    await store.close()
  })

  it('keeps an acknowledged write on the disk, and lets readers go on', async () => {
    const file = newFile()
    const store = await openStore(file)
    await store.items.create('written', 'ada')
    // A second connection reads while the first is still open.
    const reader = new Database(file, { readonly: true })
    const [mode] = reader.pragma('journal_mode') as { journal_mode: string }[]
    assert.equal(mode?.journal_mode, 'wal')
    const row = reader.prepare('select title from items').get() as { title: string }
    assert.equal(row.title, 'written')
    reader.close()
    await store.close()
  })
})

describe('the cost of a page', () => {
  it('at 20,000 items the last page costs what the first does, and the total is right', async () => {
    const file = newFile()
    const store = await openStore(file)
    const database = new Database(file)
    database.exec(`
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 20000)
      insert into items (title, done, created_by, created_at, updated_at, version)
      select 'item ' || i, 0, 'ada', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 1 from n;
      update totals set value = 20000 where name = 'items';
    `)
    database.close()

    const last = await store.items.page(20, 21)
    assert.deepEqual(
      last.items.map(({ id }) => id),
      Array.from({ length: 20 }, (_, index) => 20 - index),
    )
    assert.equal(last.hasNext, false)
    assert.equal(last.total, 20_000)

    const time = async (after?: number) => {
      const times = []
      for (let count = 0; count < 50; count++) {
        const start = performance.now()
        await store.items.page(20, after)
        times.push(performance.now() - start)
      }
      return Math.min(...times)
    }
    const first = await time()
    const deep = await time(21)
    assert.ok(deep < 3 * first, `the last page took ${deep} ms, the first ${first} ms`)
    await store.close()
  })

  it('a page is read by key: its queries count nothing and skip nothing', async () => {
    const file = newFile()
    const store = await openStore(file)
    await store.close()
    const database = new Database(file)
    const plan = database
      .prepare('explain query plan select * from items where id < 5 order by id desc limit 21')
      .all() as { detail: string }[]
    database.close()
    // No sort and no scan of the whole table: the primary key gives the order.
    assert.deepEqual(
      plan.map(({ detail }) => detail),
      ['SEARCH items USING INTEGER PRIMARY KEY (rowid<?)'],
    )
  })
})

describe('the seed of a development database', () => {
  it('adds the demo account and a page of items, once', async () => {
    const store = await openStore(':memory:')
    await seed(store)
    const { items, total } = await store.items.page(100)
    assert.equal(total > 0, true)
    assert.equal(items.length, total)
    assert.notEqual(await store.users.find(demoAccount.name), undefined)
    await seed(store)
    assert.equal((await store.items.page(1)).total, total)
    await store.close()
  })
})
