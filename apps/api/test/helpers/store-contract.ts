import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Store } from '../../src/store/store.ts'

/**
 * What every store keeps its word on.
 *
 * @param open an empty store; the contract closes it
 */
export function storeContract(name: string, open: () => Promise<Store>): void {
  const withStore = (test: (store: Store) => Promise<void>) => async () => {
    const store = await open()
    try {
      await test(store)
    } finally {
      await store.close()
    }
  }

  describe(`${name}: items`, () => {
    it(
      'an empty store has an empty page and a total of 0',
      withStore(async ({ items }) => {
        assert.deepEqual(await items.page(10), { items: [], total: 0, hasNext: false })
        assert.equal(await items.find(1), undefined)
      }),
    )

    it(
      'a new item is version 1, not done, and is found',
      withStore(async ({ items }) => {
        const item = await items.create('a title', 'ada')
        assert.equal(item.version, 1)
        assert.equal(item.done, false)
        assert.equal(item.title, 'a title')
        assert.equal(item.createdBy, 'ada')
        assert.equal(new Date(item.createdAt).toISOString(), item.createdAt)
        assert.equal(item.updatedAt, item.createdAt)
        assert.deepEqual(await items.find(item.id), item)
      }),
    )

    it(
      'an id is never given out twice, not even the last one',
      withStore(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        await items.remove(id, undefined)
        assert.equal((await items.create('b', 'ada')).id > id, true)
      }),
    )

    it(
      'an edit counts the version up and leaves what is not named',
      withStore(async ({ items }) => {
        const item = await items.create('a', 'ada')
        const done = await items.update(item.id, { done: true }, [1])
        assert.ok(typeof done === 'object', 'the edit was refused')
        assert.deepEqual(done, { ...item, done: true, version: 2, updatedAt: done.updatedAt })
        assert.equal(done.updatedAt >= item.updatedAt, true)
        const named = await items.update(item.id, { title: 'b' }, undefined)
        assert.ok(typeof named === 'object', 'the edit was refused')
        assert.deepEqual(named, { ...done, title: 'b', version: 3, updatedAt: named.updatedAt })
        assert.deepEqual(await items.find(item.id), named)
      }),
    )

    it(
      'an edit or removal of another version changes nothing; of a missing item it says gone',
      withStore(async ({ items }) => {
        const item = await items.create('a', 'ada')
        for (const versions of [[], [2], [0, 7]]) {
          assert.equal(await items.update(item.id, { title: 'b' }, versions), 'changed')
          assert.equal(await items.remove(item.id, versions), 'changed')
        }
        assert.deepEqual(await items.find(item.id), item)
        assert.equal(await items.update(item.id + 1, { title: 'b' }, [1]), 'gone')
        assert.equal(await items.remove(item.id + 1, undefined), 'gone')
        assert.equal((await items.page(1)).total, 1)
        assert.equal(await items.remove(item.id, [5, 1]), 'removed')
        assert.equal((await items.page(1)).total, 0)
      }),
    )

    it(
      'of many edits of one version at once exactly one wins',
      withStore(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        const edits = Array.from({ length: 20 }, (_, n) => items.update(id, { title: `${n}` }, [1]))
        const outcomes = await Promise.all(edits)
        const won = outcomes.filter((outcome) => typeof outcome === 'object')
        assert.equal(won.length, 1)
        assert.deepEqual(await items.find(id), won[0])
      }),
    )

    it(
      'of many edits of any version at once none is lost',
      withStore(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        const edits = Array.from({ length: 20 }, () => items.update(id, { done: true }, undefined))
        await Promise.all(edits)
        assert.equal((await items.find(id))?.version, 21)
      }),
    )

    it(
      'the total is right after creations and removals at once',
      withStore(async ({ items }) => {
        const doomed = await Promise.all(
          Array.from({ length: 20 }, (_, n) => items.create(`${n}`, 'ada')),
        )
        const removals = doomed.flatMap(({ id }) => [
          items.remove(id, undefined),
          items.remove(id, [1]),
        ])
        const creations = Array.from({ length: 30 }, (_, n) => items.create(`kept ${n}`, 'ada'))
        const outcomes = await Promise.all(removals)
        await Promise.all(creations)
        assert.equal(outcomes.filter((outcome) => outcome === 'removed').length, 20)
        const page = await items.page(100)
        assert.equal(page.total, 30)
        assert.equal(page.items.length, 30)
      }),
    )

    it(
      'pages are newest first, go on after an id, and know whether there is more',
      withStore(async ({ items }) => {
        for (let n = 1; n <= 5; n++) await items.create(`${n}`, 'ada')
        const [newest, ...others] = (await items.page(5)).items.map(({ id }) => id)
        assert.ok(newest !== undefined, 'the page is empty')
        assert.deepEqual(
          others,
          others.toSorted((a, b) => b - a),
        )
        const first = await items.page(2)
        assert.deepEqual(
          first.items.map(({ title }) => title),
          ['5', '4'],
        )
        assert.equal(first.hasNext, true)
        const last = await items.page(3, first.items.at(-1)?.id)
        assert.deepEqual(
          last.items.map(({ title }) => title),
          ['3', '2', '1'],
        )
        assert.equal(last.hasNext, false)
        assert.equal(last.total, 5)
      }),
    )
  })

  describe(`${name}: users and sessions`, () => {
    const inAnHour = () => new Date(Date.now() + 3_600_000)

    it(
      'a name belongs to one account',
      withStore(async ({ users }) => {
        assert.equal(await users.add('ada', 'hash'), true)
        assert.equal(await users.add('ada', 'other'), false)
        assert.equal((await users.find('ada'))?.passwordHash, 'hash')
        assert.equal(await users.find('nobody'), undefined)
      }),
    )

    it(
      'a session finds its user until it expires or is removed',
      withStore(async ({ users, sessions }) => {
        await users.add('ada', 'hash')
        const user = await users.find('ada')
        assert.ok(user, 'the user is missing')
        const expiresAt = inAnHour()
        await sessions.create('one', user.id, expiresAt)
        const { id, name } = user
        assert.deepEqual(await sessions.findUser('one', new Date()), { id, name })
        assert.equal(await sessions.findUser('two', new Date()), undefined)
        assert.equal(await sessions.findUser('one', expiresAt), undefined)
        await sessions.remove('one')
        assert.equal(await sessions.findUser('one', new Date()), undefined)
        await sessions.remove('one')
      }),
    )

    it(
      'a sweep takes what has expired and leaves the rest',
      withStore(async ({ users, sessions }) => {
        await users.add('ada', 'hash')
        const { id } = (await users.find('ada')) ?? { id: 0 }
        const now = new Date()
        await sessions.create('past', id, new Date(now.getTime() - 1))
        await sessions.create('now', id, now)
        await sessions.create('future', id, inAnHour())
        assert.equal(await sessions.sweep(now), 2)
        assert.equal(await sessions.sweep(now), 0)
        assert.notEqual(await sessions.findUser('future', now), undefined)
      }),
    )

    it(
      'a session of nobody is refused',
      withStore(async ({ sessions }) => {
        await assert.rejects(sessions.create('one', 999, inAnHour()))
      }),
    )
  })

  describe(`${name}: life`, () => {
    it('it answers a ping, and rejects once it is closed', async () => {
      const store = await open()
      await store.ping()
      await store.close()
      await assert.rejects(store.ping())
    })
  })
}
