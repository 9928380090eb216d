import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, it } from 'node:test'
import Database from 'libsql'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { start } from './helpers/process.ts'

const folder = await mkdtemp(join(tmpdir(), 'copy-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

await onPostgres('copy-database', (postgres) => {
  const later = new Date(Date.now() + 3_600_000)

  /** A file with an account, a session and three items, of which the second is edited. */
  async function filled() {
    const file = join(folder, `${++files}/items.db`)
    const source = await openStore(file)
    await source.users.add('ada', 'hash of ada')
    await source.sessions.create('session', 1, later)
    for (const title of ['one', 'two', 'three']) await source.items.create(title, 'ada')
    await source.items.update(2, { done: true }, [1])
    return { file, source, url: await postgres.newDatabase() }
  }
  async function copy(file: string, url: string) {
    const variables = { DATABASE_FILE: file, DATABASE_URL: url }
    return start(['src/copy-database.ts'], variables).ended
  }
  const everything = async ({ items }: Store) => (await items.page(10_000)).items
  /** Runs a test with both stores open; what is copied is what stands in the file then. */
  async function withBoth(
    test: (both: {
      source: Store
      target: Store
      copyAgain: () => ReturnType<typeof copy>
    }) => Promise<void>,
  ): Promise<void> {
    const { file, source, url } = await filled()
    const first = await copy(file, url)
    assert.equal(first.code, 0, first.screen)
    const target = await openStore(url)
    try {
      await test({ source, target, copyAgain: () => copy(file, url) })
    } finally {
      await source.close()
      await target.close()
    }
  }

  it('takes items, accounts and sessions over as they are, with ids, versions and times', () =>
    withBoth(async ({ source, target }) => {
      assert.deepEqual(await target.items.page(10), await source.items.page(10))
      assert.deepEqual(await target.users.find('ada'), await source.users.find('ada'))
      assert.deepEqual(await target.sessions.findUser('session', new Date()), {
        id: 1,
        name: 'ada',
      })
    }))

  it('run again changes nothing, and says so', () =>
    withBoth(async ({ source, target, copyAgain }) => {
      const again = await copyAgain()
      assert.equal(again.code, 0, again.screen)
      assert.match(again.screen, /items: 0 added, 0 brought up to date, 3 as they were/)
      assert.match(again.screen, /users: 0 added, 1 as they were/)
      assert.match(again.screen, /sessions: 0 added, 1 as they were, 0 ended/)
      assert.deepEqual(await target.items.page(10), await source.items.page(10))
    }))

  it('gives no id out again, not that of an item deleted before', async () => {
    const { file, source, url } = await filled()
    await source.items.remove(3, undefined)
    await source.close()
    assert.equal((await copy(file, url)).code, 0)
    const target = await openStore(url)
    assert.equal((await target.items.create('four', 'ada')).id, 4)
    await target.users.add('bob', 'hash')
    assert.equal((await target.users.find('bob'))?.id, 2)
    // A second copy, whose file knows of fewer ids, takes none back.
    await target.items.remove(4, undefined)
    assert.equal((await copy(file, url)).code, 0)
    assert.equal((await target.items.create('five', 'ada')).id, 5)
    await target.close()
  })

  it('of an empty file the first ids are given out as ever', async () => {
    const file = join(folder, `${++files}/items.db`)
    await (await openStore(file)).close()
    const url = await postgres.newDatabase()
    assert.equal((await copy(file, url)).code, 0)
    const target = await openStore(url)
    assert.equal((await target.items.create('one', 'ada')).id, 1)
    await target.close()
  })

  it('run again brings over what is new and what has changed in the file', () =>
    withBoth(async ({ source, target, copyAgain }) => {
      await source.items.create('four', 'ada')
      await source.items.update(1, { title: 'one, edited' }, undefined)
      await source.users.add('bob', 'hash of bob')
      await source.sessions.create('second', 2, later)
      const again = await copyAgain()
      assert.match(again.screen, /items: 1 added, 1 brought up to date, 2 as they were/)
      assert.deepEqual(await target.items.page(10), await source.items.page(10))
      assert.equal((await target.sessions.findUser('second', new Date()))?.name, 'bob')
      assert.equal((await target.items.create('five', 'ada')).id, 5)
    }))

  it('leaves what has changed on the server since: edits, deletions, ended sessions', () =>
    withBoth(async ({ target, copyAgain }) => {
      await target.items.update(1, { title: 'edited there' }, undefined)
      await target.items.remove(2, undefined)
      await target.items.create('added there', 'ada')
      await target.sessions.remove('session')
      const before = await everything(target)
      for (let times = 0; times < 2; times++) {
        const again = await copyAgain()
        assert.equal(again.code, 0, again.screen)
        assert.match(again.screen, /1 as they were, 1 changed and 1 deleted there since/)
        assert.match(again.screen, /sessions: 0 added, 0 as they were, 1 ended there/)
        assert.deepEqual(await everything(target), before)
        assert.equal((await target.items.page(1)).total, 3)
        assert.equal(await target.sessions.findUser('session', new Date()), undefined)
      }
    }))

  it('refuses what both sides have changed or made, by name, all at once, and changes nothing', () =>
    withBoth(async ({ source, target, copyAgain }) => {
      await source.items.update(1, { title: 'edited here' }, undefined)
      await target.items.update(1, { title: 'edited there' }, undefined)
      await source.items.create('four here', 'ada')
      await target.items.create('four there', 'ada')
      await source.items.create('five, which is new', 'ada')
      await source.users.add('bob', 'hash of bob here')
      await target.users.add('bob', 'hash of bob there')
      const before = await target.items.page(10)
      for (let times = 0; times < 2; times++) {
        const again = await copyAgain()
        assert.equal(again.code, 1, again.screen)
        assert.match(again.stderr, /^ITEM_CHANGED_TWICE {2}item 1 "edited here": .*"edited there"/m)
        assert.match(again.stderr, /^ITEM_DIFFERS {2}item 4 "four here": .*"four there"/m)
        assert.match(again.stderr, /^USER_DIFFERS {2}user 2 "bob": .*"bob" with the id 2/m)
        assert.doesNotMatch(again.screen, /hash|five|\n\s+at /)
        assert.deepEqual(await target.items.page(10), before)
      }
    }))

  it('two items that were made in the same millisecond are two', (t) =>
    withBoth(async ({ source, target, copyAgain }) => {
      t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
      await source.items.create('four here', 'ada')
      await target.items.create('four there', 'ada')
      t.mock.timers.reset()
      const again = await copyAgain()
      assert.match(again.stderr, /^ITEM_DIFFERS {2}item 4 "four here": .*"four there"/m)
    }))

  it('an item that was edited there and then here is refused, however often it is copied', () =>
    withBoth(async ({ source, target, copyAgain }) => {
      await target.items.update(1, { title: 'edited there' }, undefined)
      assert.equal((await copyAgain()).code, 0)
      await source.items.update(1, { title: 'edited here' }, undefined)
      await source.items.update(1, { title: 'and again' }, undefined)
      const again = await copyAgain()
      assert.match(again.stderr, /^ITEM_CHANGED_TWICE {2}item 1 "and again"/m)
      assert.equal((await target.items.find(1))?.title, 'edited there')
    }))

  it('an account of the name under another id, or of the id under another name, is refused', () =>
    withBoth(async ({ source, target, copyAgain }) => {
      await source.users.add('bob', 'hash')
      await source.users.add('eve', 'hash')
      await target.users.add('eve', 'hash')
      const again = await copyAgain()
      assert.match(again.stderr, /^USER_DIFFERS {2}user 2 "bob": .*"eve" with the id 2/m)
      assert.match(again.stderr, /^USER_DIFFERS {2}user 3 "eve": .*"eve" with the id 2/m)
      assert.equal(await target.users.find('bob'), undefined)
    }))

  it('thousands of items come over in batches, open pages are told once, the total is right', async () => {
    const url = await postgres.newDatabase()
    const target = await openStore(url)
    const heard: unknown[] = []
    target.watchItems((change) => heard.push(change))
    const first = await copy(await fileWith(2500), url)
    assert.match(first.screen, /items: 2500 added/)
    // What is stored after the copy is announced after it.
    const { id } = await target.items.create('last', 'ada')
    while (!heard.some((change) => typeof change === 'object')) {
      await new Promise((resolve) => setImmediate(resolve))
    }
    assert.deepEqual(heard, ['missed', { type: 'created', id }])
    const { items, total } = await target.items.page(10_000)
    assert.deepEqual([items.length, total], [2501, 2501])
    await target.close()
  })

  it('a file that is not there is refused, and is not made', async () => {
    const ended = await copy(join(folder, 'missing/items.db'), await postgres.newDatabase())
    assert.equal(ended.code, 1)
    assert.match(ended.stderr, /^DATABASE_MISSING {2}DATABASE_FILE ".*missing\/items\.db"/)
    assert.equal((await readdir(folder)).includes('missing'), false)
  })

  it('a server that is not there is named without its password', async () => {
    const { file, source } = await filled()
    await source.close()
    const ended = await copy(file, 'postgres://items:hunter2@127.0.0.1:1/shop')
    assert.equal(ended.code, 1)
    assert.match(ended.stderr, /^COPY_FAILED {2}127\.0\.0\.1:1\/shop: .*ECONNREFUSED/)
    assert.doesNotMatch(ended.screen, /hunter2|\n\s+at /)
  })

  it('without a server to copy to it is refused', async () => {
    const ended = await start(['src/copy-database.ts'], { DATABASE_FILE: 'items.db' }).ended
    assert.equal(ended.code, 1)
    assert.match(ended.stderr, /^DATABASE_URL_INVALID {2}DATABASE_URL "": /)
  })
})

async function fileWith(count: number): Promise<string> {
  const file = join(folder, `${++files}/items.db`)
  await (await openStore(file)).close()
  const database = new Database(file)
  database.exec(`
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${count})
    insert into items (title, created_by, created_at, updated_at)
    select 'item ' || i, 'ada', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from n;
  `)
  database.close()
  return file
}
