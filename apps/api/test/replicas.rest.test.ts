import assert from 'node:assert/strict'
import { it } from 'node:test'
import { createItemsRepository } from '../src/database/items.ts'
import { openDatabase } from '../src/database/open.ts'
import { ada, bob, openApi, signIn, web, type Api } from './helpers/api.ts'
import { eventsIn, openEventStream } from './helpers/event-stream.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { json, type Lines, send } from './helpers/wire.ts'

await onPostgres('Replicas on one PostgreSQL database', (postgres) => {
  /** Runs a test with two APIs on one new database. */
  async function withReplicas(
    test: (first: Api, second: Api, url: string) => Promise<void>,
    options: Parameters<typeof openApi>[0] = {},
  ): Promise<void> {
    const url = await postgres.newDatabase()
    const first = await openApi({ ...options, database: await openDatabase(url) })
    const second = await openApi({ ...options, database: await openDatabase(url) })
    try {
      await test(first, second, url)
    } finally {
      await first.close()
      await second.close()
    }
  }
  const userOf = async (api: Api, cookie: string): Promise<unknown> => {
    const { body } = await send(api, 'GET /api/session', [['Cookie', cookie]])
    return (JSON.parse(body) as { user: unknown }).user
  }
  const postSession = (api: Api, account: object) =>
    send(api, 'POST /api/session', json(web), JSON.stringify(account))

  it('eight start together on an empty database -> all start, and each migration runs once', async () => {
    const url = await postgres.newDatabase()
    const databases = await Promise.all(Array.from({ length: 8 }, () => openDatabase(url)))
    await createItemsRepository(databases[0]!).create('a', 'ada')
    for (const database of databases) {
      assert.equal((await createItemsRepository(database).paginate(1)).total, 1)
      await database.close()
    }
    const again = await postgres.query(
      url,
      'select name from kysely_migration group by name having count(*) > 1',
    )
    assert.deepEqual(again, [])
  })

  it('a session of one replica -> valid at the other', () =>
    withReplicas(async (first, second) => {
      const cookie = await signIn(first)
      assert.deepEqual(await userOf(second, cookie), { name: 'ada' })
      const response = await send(second, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      assert.equal(response.status, 201)
      assert.equal((await send(first, 'GET /api/items/1')).status, 200)
    }))

  it('sign-out at one replica -> the session ends at both', () =>
    withReplicas(async (first, second) => {
      const cookie = await signIn(first)
      // Both replicas have read the session: neither may use a cached copy of it.
      for (const api of [first, second])
        assert.deepEqual(await userOf(api, cookie), { name: 'ada' })
      await send(second, 'DELETE /api/session', json(web, cookie), '{}')
      assert.equal(await userOf(second, cookie), null)
      assert.equal(await userOf(first, cookie), null)
      const response = await send(first, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      assert.equal(response.status, 401)
    }))

  it('changes at one replica -> one event each at both, in order', () =>
    withReplicas(async (first, second) => {
      const cookie = await signIn(first)
      const wires = [await openEventStream(first), await openEventStream(second)]
      const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
      await send(first, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await send(first, 'PATCH /api/items/1', [...json(web), ['If-Match', '*']], '{"done":true}')
      await send(first, 'PATCH /api/items/1', lines, '{"done":true}')
      await send(first, 'DELETE /api/items/1', lines, '{}')
      for (const wire of wires) {
        await wire.until((text) => text.includes('"deleted"'))
        assert.deepEqual(eventsIn(wire.received), [
          { type: 'created', id: 1 },
          { type: 'updated', id: 1 },
          { type: 'deleted', id: 1 },
        ])
        wire.close()
      }
    }))

  it('a change that is rolled back -> no event; the next change -> an event', () =>
    withReplicas(async (first, second) => {
      const wire = await openEventStream(second)
      const { database } = first
      const rolledBack = database.write(async (trx) => {
        await database.itemChanges.publish(trx, { type: 'created', id: 7 })
        throw new Error('planted')
      })
      await assert.rejects(rolledBack, /planted/)
      const { id } = await createItemsRepository(database).create('stored', 'ada')
      await wire.until((text) => eventsIn(text).length > 0)
      assert.deepEqual(eventsIn(wire.received), [{ type: 'created', id }])
      wire.close()
    }))

  it('sign-in attempts at both replicas count together, per account and per address', () =>
    withReplicas(
      async (first, second) => {
        const wrong = { ...ada, password: 'wrong' }
        assert.equal((await postSession(first, wrong)).status, 401)
        assert.equal((await postSession(second, wrong)).status, 401)
        for (const api of [first, second]) {
          const response = await postSession(api, ada)
          assert.equal(response.status, 429)
          assert.match(response.body, /TOO_MANY_SIGN_INS/)
        }
        assert.equal((await postSession(second, bob)).status, 200)
        assert.equal((await postSession(first, bob)).status, 429)
      },
      { signInLimits: { perAccount: 2, perAddress: 5 } },
    ))

  it('the stored rate limits contain neither addresses nor names', () =>
    withReplicas(async (first, _second, url) => {
      await postSession(first, ada)
      const limits = JSON.stringify(await postgres.query(url, 'select * from rate_limits'))
      assert.equal(limits.split('"key"').length - 1, 2)
      assert.doesNotMatch(limits, /ada|127\.0\.0\.1/)
    }))

  it('20 updates of one version at both replicas -> one succeeds, and the total is right', () =>
    withReplicas(async (first, second) => {
      const repositories = [first, second].map(({ database }) => createItemsRepository(database))
      const [items] = repositories as [(typeof repositories)[0]]
      const { id } = await items.create('a', 'ada')
      const updates = repositories.flatMap((items) =>
        Array.from({ length: 10 }, (_, n) => items.update(id, { title: `${n}` }, [1])),
      )
      const succeeded = (await Promise.all(updates)).filter(
        (outcome) => typeof outcome === 'object',
      )
      assert.equal(succeeded.length, 1)
      await Promise.all(
        repositories.flatMap((items) =>
          Array.from({ length: 10 }, async () => {
            const item = await items.create('b', 'bob')
            if (item.id % 2 === 0) await items.delete(item.id, undefined)
          }),
        ),
      )
      const page = await items.paginate(100)
      assert.equal(page.total, page.items.length)
    }))

  it('the connection that listens is lost -> streams end when it listens again, and new ones continue', () =>
    withReplicas(async (first, second, url) => {
      const cookie = await signIn(first)
      const wire = await openEventStream(second)
      const ended = await postgres.query(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query = 'listen item_changes'`,
      )
      assert.equal(ended.length, 2)
      await wire.until((text) => text.endsWith('\r\n0\r\n\r\n'))
      // The page reconnects, as EventSource does.
      const again = await openEventStream(second)
      await send(first, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await again.until((text) => eventsIn(text).length > 0)
      assert.deepEqual(eventsIn(again.received), [{ type: 'created', id: 1 }])
      again.close()
    }))
})
