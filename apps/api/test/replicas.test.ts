import assert from 'node:assert/strict'
import { it } from 'node:test'
import { openStore } from '../src/store/open-store.ts'
import { ada, bob, openApi, signIn, web, type Api } from './helpers/api.ts'
import { eventsIn, listen } from './helpers/event-stream.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { ask, json, type Lines } from './helpers/wire.ts'

await onPostgres('several replicas on one PostgreSQL', (postgres) => {
  /** Two APIs on one database, and a way to cut who listens off. */
  async function withReplicas(
    test: (here: Api, there: Api, url: string) => Promise<void>,
    options: Parameters<typeof openApi>[0] = {},
  ): Promise<void> {
    const url = await postgres.newDatabase()
    const here = await openApi({ ...options, store: await openStore(url) })
    const there = await openApi({ ...options, store: await openStore(url) })
    try {
      await test(here, there, url)
    } finally {
      await here.close()
      await there.close()
    }
  }
  const whoIs = async (api: Api, cookie: string): Promise<unknown> => {
    const { body } = await ask(api, 'GET /api/session', [['Cookie', cookie]])
    return (JSON.parse(body) as { user: unknown }).user
  }
  const enter = (api: Api, account: object) =>
    ask(api, 'POST /api/session', json(web), JSON.stringify(account))

  it('eight that start at once on an empty database all come up, and migrate it once', async () => {
    const url = await postgres.newDatabase()
    const stores = await Promise.all(Array.from({ length: 8 }, () => openStore(url)))
    const [first] = stores
    await first?.items.create('a', 'ada')
    for (const store of stores) {
      assert.equal((await store.items.page(1)).total, 1)
      await store.close()
    }
    const rows = await postgres.query(url, 'select name from kysely_migration')
    assert.equal(rows.length, 3)
  })

  it('who signs in at one is signed in at the other, and may write there', () =>
    withReplicas(async (here, there) => {
      const cookie = await signIn(here)
      assert.deepEqual(await whoIs(there, cookie), { name: 'ada' })
      const answer = await ask(there, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      assert.equal(answer.status, 201)
      assert.equal((await ask(here, 'GET /api/items/1')).status, 200)
    }))

  it('who signs out at one is signed out at both', () =>
    withReplicas(async (here, there) => {
      const cookie = await signIn(here)
      // Both have seen the session: what either has kept of it must not count any more.
      for (const api of [here, there]) assert.deepEqual(await whoIs(api, cookie), { name: 'ada' })
      await ask(there, 'DELETE /api/session', json(web, cookie), '{}')
      assert.equal(await whoIs(there, cookie), null)
      assert.equal(await whoIs(here, cookie), null)
      const answer = await ask(here, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      assert.equal(answer.status, 401)
    }))

  it('pages of either hear once of each change at one, in order', () =>
    withReplicas(async (here, there) => {
      const cookie = await signIn(here)
      const wires = [await listen(here), await listen(there)]
      const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
      await ask(here, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await ask(here, 'PATCH /api/items/1', [...json(web), ['If-Match', '*']], '{"done":true}')
      await ask(here, 'PATCH /api/items/1', lines, '{"done":true}')
      await ask(here, 'DELETE /api/items/1', lines, '{}')
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

  it('a change that is rolled back is announced to nobody', () =>
    withReplicas(async (here, _there, url) => {
      const wire = await listen(here)
      const insert = (title: string) =>
        `insert into items (title, created_by, created_at, updated_at) values ('${title}', '', '', '')`
      await postgres.query(url, `begin; ${insert('lost')}; rollback`)
      await postgres.query(url, insert('kept'))
      await wire.until((text) => eventsIn(text).length > 0)
      assert.deepEqual(eventsIn(wire.received), [{ type: 'created', id: 2 }])
      assert.equal((await here.store.items.page(1)).total, 1)
      wire.close()
    }))

  it('tries to sign in add up over both, for an account and for an address', () =>
    withReplicas(
      async (here, there) => {
        const wrong = { ...ada, password: 'wrong' }
        assert.equal((await enter(here, wrong)).status, 401)
        assert.equal((await enter(there, wrong)).status, 401)
        for (const api of [here, there]) {
          const answer = await enter(api, ada)
          assert.equal(answer.status, 429)
          assert.match(answer.body, /TOO_MANY_SIGN_INS/)
        }
        assert.equal((await enter(there, bob)).status, 200)
        assert.equal((await enter(here, bob)).status, 429)
      },
      { signInLimits: { perAccount: 2, perAddress: 5 } },
    ))

  it('the table of tries holds neither address nor name', () =>
    withReplicas(async (here, _there, url) => {
      await enter(here, ada)
      const tries = JSON.stringify(await postgres.query(url, 'select * from tries'))
      assert.equal(tries.split('"key"').length - 1, 2)
      assert.doesNotMatch(tries, /ada|127\.0\.0\.1/)
    }))

  it('of many edits of one version at both exactly one wins, and the total stays right', () =>
    withReplicas(async (here, there) => {
      const stores = [here.store, there.store]
      const { id } = await here.store.items.create('a', 'ada')
      const edits = stores.flatMap(({ items }) =>
        Array.from({ length: 10 }, (_, n) => items.update(id, { title: `${n}` }, [1])),
      )
      const won = (await Promise.all(edits)).filter((outcome) => typeof outcome === 'object')
      assert.equal(won.length, 1)
      await Promise.all(
        stores.flatMap(({ items }) =>
          Array.from({ length: 10 }, async () => {
            const item = await items.create('b', 'bob')
            if (item.id % 2 === 0) await items.remove(item.id, undefined)
          }),
        ),
      )
      const { items, total } = await there.store.items.page(100)
      assert.equal(total, items.length)
    }))

  it('when who listens is cut off, streams end once it listens again, and go on', () =>
    withReplicas(async (here, there, url) => {
      const cookie = await signIn(here)
      const wire = await listen(there)
      const cut = await postgres.query(
        url,
        `select pg_terminate_backend(pid) from pg_stat_activity
         where datname = current_database() and query = 'listen item_changes'`,
      )
      assert.equal(cut.length, 2)
      await wire.until((text) => text.endsWith('\r\n0\r\n\r\n'))
      // The page connects again, as EventSource does, and misses nothing from here on.
      const again = await listen(there)
      await ask(here, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await again.until((text) => eventsIn(text).length > 0)
      assert.deepEqual(eventsIn(again.received), [{ type: 'created', id: 1 }])
      again.close()
    }))
})
