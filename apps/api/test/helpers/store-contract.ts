import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ItemChange, Store } from '../../src/store/store.ts'

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
      'an id or a version too high for any database belongs to no item',
      withStore(async ({ items }) => {
        const item = await items.create('a', 'ada')
        for (const id of [2 ** 31, 2 ** 53, 2 ** 63, 1e300]) {
          assert.equal(await items.find(id), undefined)
          assert.equal(await items.update(id, { done: true }, undefined), 'gone')
          assert.equal(await items.remove(id, undefined), 'gone')
          assert.deepEqual((await items.page(1, id)).items, [item])
        }
        const version = 999_999_999_999_999
        assert.equal(await items.update(item.id, { done: true }, [version]), 'changed')
      }),
    )

    it(
      'a title comes back as it was given, and is no SQL',
      withStore(async ({ items }) => {
        for (const title of ["'; drop table items; --", '\\ " $1 ? %', '日本語 👩‍👩‍👧 é', ' \n\t']) {
          const { id } = await items.create(title, title)
          const item = await items.find(id)
          assert.deepEqual([item?.title, item?.createdBy], [title, title])
        }
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

  describe(`${name}: changes`, () => {
    it(
      'what was stored is announced in order, and what was refused is not',
      withStore(async ({ items, watchItems }) => {
        const changes = watched(watchItems)
        const { id } = await items.create('a', 'ada')
        await items.update(id, { done: true }, [7])
        await items.update(id, { done: true }, [1])
        await items.remove(id, [1])
        await items.remove(id, [2])
        await items.remove(id, [2])
        const last = await items.create('b', 'ada')
        assert.deepEqual(await changes.until(last.id), [
          { type: 'created', id },
          { type: 'updated', id },
          { type: 'deleted', id },
          { type: 'created', id: last.id },
        ])
      }),
    )

    it(
      'who has stopped watching is told nothing, and the others are',
      withStore(async ({ items, watchItems }) => {
        const [gone, here] = [watched(watchItems), watched(watchItems)]
        gone.stop()
        const { id } = await items.create('a', 'ada')
        assert.equal((await here.until(id)).length, 1)
        assert.deepEqual(gone.seen, [])
      }),
    )
  })

  describe(`${name}: tries`, () => {
    const minute = 60_000
    const now = new Date('2026-01-01T00:00:00.000Z')
    const later = (ms: number) => new Date(now.getTime() + ms)

    it(
      'are counted for each key until their span ends; then a new one begins',
      withStore(async ({ tries }) => {
        const endsAt = later(minute)
        assert.deepEqual(await tries.count('a', minute, now), { count: 1, endsAt })
        assert.deepEqual(await tries.count('a', minute, later(minute - 1)), { count: 2, endsAt })
        assert.equal((await tries.count('b', minute, now)).count, 1)
        const anew = { count: 1, endsAt: later(2 * minute) }
        assert.deepEqual(await tries.count('a', minute, endsAt), anew)
      }),
    )

    it(
      'that come at once are all counted',
      withStore(async ({ tries }) => {
        const counts = await Promise.all(
          Array.from({ length: 30 }, async () => (await tries.count('a', minute, now)).count),
        )
        assert.deepEqual(
          counts.toSorted((a, b) => a - b),
          Array.from({ length: 30 }, (_, index) => index + 1),
        )
      }),
    )

    it(
      'a sweep forgets the spans that have ended, and no other',
      withStore(async ({ tries }) => {
        await tries.count('past', minute, later(-minute))
        await tries.count('going on', minute, later(1 - minute))
        assert.equal(await tries.sweep(now), 1)
        assert.equal((await tries.count('going on', minute, now)).count, 2)
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

/** Collects what a store announces. */
function watched(watchItems: Store['watchItems']) {
  const seen: (ItemChange | 'missed')[] = []
  let wake = () => {}
  const stop = watchItems((change) => {
    seen.push(change)
    wake()
  })
  return {
    seen,
    stop,
    /** Waits for the creation of this item. */
    async until(id: number) {
      const has = () => seen.some((each) => each !== 'missed' && each.id === id)
      while (!has()) await new Promise<void>((resolve) => (wake = resolve))
      return seen
    },
  }
}
