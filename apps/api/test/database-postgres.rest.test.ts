import assert from 'node:assert/strict'
import { once } from 'node:events'
import { it } from 'node:test'
import { Client } from 'pg'
import { openDatabase } from '../src/database/open.ts'
import { collectChanges, repositoriesOf } from './helpers/database-contract.ts'
import { fullDiskMissing, withTablesOnFullDisk } from './helpers/full-postgres.ts'
import { onPostgres } from './helpers/on-postgres.ts'

const timeout = 60_000
const unavailable = { code: 'DATABASE_UNAVAILABLE', statusCode: 503 }

await onPostgres(
  'a PostgreSQL database',
  (postgres) => {
    it(
      'two replicas → each emits the changes of both, once, after the commit',
      { timeout },
      async () => {
        const url = await postgres.newDatabase()
        const [first, second] = [await openDatabase(url), await openDatabase(url)]
        let commit = () => {}
        try {
          const [seenByFirst, seenBySecond] = [collectChanges(first), collectChanges(second)]
          const held = new Promise<void>((resolve) => (commit = resolve))
          const writing = first.write(async (trx) => {
            await first.itemChanges.publish(trx, { type: 'updated', id: 1000 })
            await held
          })
          const { id } = await repositoriesOf(second).items.create('a', 'ada')
          await seenByFirst.until(id)
          assert.deepEqual(await seenBySecond.until(id), [{ type: 'created', id }])
          commit()
          await writing
          const expected = [
            { type: 'created', id },
            { type: 'updated', id: 1000 },
          ]
          assert.deepEqual(await seenByFirst.until(1000), expected)
          assert.deepEqual(await seenBySecond.until(1000), expected)
        } finally {
          commit()
          await first.close()
          await second.close()
        }
      },
    )

    it('replicas that open an empty database at once → one schema', { timeout }, async () => {
      const url = await postgres.newDatabase()
      const opened = await Promise.all([1, 2, 3].map(() => openDatabase(url)))
      assert.equal((await repositoriesOf(opened[0]!).items.create('a', 'ada')).id, 1)
      for (const database of opened) await database.close()
    })

    it('a notification that is not a change → missed', { timeout }, async () => {
      const url = await postgres.newDatabase()
      const database = await openDatabase(url)
      for (const payload of ['', 'null', '{', '[]', '{"type":"created","id":"1"}']) {
        const missed = once(database.itemChanges, 'missed')
        await postgres.query(url, `select pg_notify('item_changes', '${payload}')`)
        await missed
      }
      await database.close()
    })

    it(
      'stopped and started again → DATABASE_UNAVAILABLE meanwhile, then ready, missed and new changes',
      { timeout },
      async () => {
        const url = await postgres.newDatabase()
        const database = await openDatabase(url)
        try {
          const { items } = repositoriesOf(database)
          await items.create('before', 'ada')
          await database.checkReady()
          await postgres.stop()
          await assert.rejects(items.create('a', 'ada'), unavailable)
          await assert.rejects(items.paginate(10), unavailable)
          await assert.rejects(database.checkReady(), unavailable)

          const missed = once(database.itemChanges, 'missed')
          await postgres.start()
          await missed
          const changes = collectChanges(database)
          const { id } = await items.create('after', 'ada')
          assert.deepEqual(await changes.until(id), [{ type: 'created', id }])
          assert.equal((await items.paginate(10)).total, 2)
        } finally {
          await database.close()
        }
      },
    )

    it(
      'stopped during 60 creates → each is saved or rejects with DATABASE_UNAVAILABLE, none is saved partially',
      { timeout },
      async () => {
        const database = await openDatabase(await postgres.newDatabase())
        try {
          const { items } = repositoriesOf(database)
          const creates = Promise.allSettled(
            Array.from({ length: 60 }, (_, n) => items.create(`${n}`, 'ada')),
          )
          await postgres.stop()
          const outcomes = await creates
          await postgres.start()
          const codes = outcomes.flatMap((outcome) =>
            outcome.status === 'rejected' ? [(outcome.reason as { code: string }).code] : [],
          )
          assert.deepEqual(
            codes.filter((code) => code !== 'DATABASE_UNAVAILABLE'),
            [],
          )
          const page = await items.paginate(100)
          assert.equal(page.total, page.items.length)
          const ids = new Set(page.items.map(({ id }) => id))
          for (const outcome of outcomes) {
            if (outcome.status === 'fulfilled')
              assert.ok(ids.has(outcome.value.id), 'an item is lost')
          }
        } finally {
          await database.close()
        }
      },
    )

    it('stopped → close resolves', { timeout }, async () => {
      const database = await openDatabase(await postgres.newDatabase())
      await postgres.stop()
      await database.close()
      await postgres.start()
    })

    it(
      'a table is locked → writes and checkReady reject after the query timeout, other queries succeed',
      { timeout },
      async () => {
        const url = await postgres.newDatabase()
        const database = await openDatabase(url)
        const other = new Client({ connectionString: url })
        await other.connect()
        try {
          const { items, users } = repositoriesOf(database)
          await other.query('begin; lock table items, readiness_probe')
          const startedAt = performance.now()
          const rejections = Promise.all([
            assert.rejects(items.create('a', 'ada'), unavailable),
            assert.rejects(database.checkReady(), unavailable),
          ])
          assert.equal(await users.create('ada', 'hash'), true)
          await rejections
          assert.ok(performance.now() - startedAt < 20_000, `${performance.now() - startedAt} ms`)
          await other.query('rollback')
          await items.create('a', 'ada')
          assert.equal((await items.paginate(10)).total, (await items.paginate(10)).items.length)
        } finally {
          await other.end()
          await database.close()
        }
      },
    )

    it(
      'too many connections → some reject with DATABASE_UNAVAILABLE, later ones succeed',
      { timeout },
      async () => {
        const url = new URL(await postgres.newDatabase())
        await postgres.query(
          url.href,
          'create role guest login connection limit 2; grant all on schema public to guest',
        )
        url.username = 'guest'
        const database = await openDatabase(url.href)
        try {
          const { items } = repositoriesOf(database)
          const outcomes = await Promise.allSettled(
            Array.from({ length: 10 }, () => items.paginate(10)),
          )
          const rejected = outcomes.filter(({ status }) => status === 'rejected')
          assert.ok(
            rejected.length > 0 && rejected.length < 10,
            `${rejected.length} of 10 rejected`,
          )
          for (const { reason } of rejected as PromiseRejectedResult[]) {
            assert.equal((reason as { code: string }).code, 'DATABASE_UNAVAILABLE')
          }
          for (let count = 0; count < 5; count++) await items.paginate(10)
        } finally {
          await database.close()
        }
      },
    )
  },
  { stops: true },
)

it(
  'a PostgreSQL whose disk is full → STORAGE_FULL for writes and checkReady, reads succeed',
  { skip: fullDiskMissing ?? false, timeout },
  async () => {
    const full = await withTablesOnFullDisk()
    const database = await openDatabase(full.url)
    const storageFull = { code: 'STORAGE_FULL', statusCode: 507 }
    try {
      const { items } = repositoriesOf(database)
      await full.fill()
      let saved = 0
      await assert.rejects(async () => {
        for (; saved < 10_000; saved++) await items.create('a'.repeat(200), 'ada')
      }, storageFull)
      await assert.rejects(database.checkReady(), storageFull)
      const page = await items.paginate(10_000)
      assert.deepEqual([page.total, page.items.length], [saved, saved])
      await full.makeRoom()
      await items.create('after', 'ada')
      assert.equal((await items.paginate(1)).total, saved + 1)
    } finally {
      await database.close()
      await full.close()
    }
  },
)
