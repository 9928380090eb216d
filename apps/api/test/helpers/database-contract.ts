import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import type { ItemChange } from '../../src/database/item-changes.ts'
import { createItemsRepository } from '../../src/database/items.ts'
import type { Database } from '../../src/database/open.ts'
import { createRateLimitsRepository } from '../../src/database/rate-limits.ts'
import { createSessionsRepository } from '../../src/database/sessions.ts'
import { createUsersRepository } from '../../src/database/users.ts'

/** All repositories of one database. */
export function repositoriesOf(database: Database) {
  return {
    database,
    items: createItemsRepository(database),
    users: createUsersRepository(database),
    sessions: createSessionsRepository(database),
    rateLimits: createRateLimitsRepository(database),
  }
}

/**
 * The tests that SQLite and PostgreSQL share.
 *
 * @param name prefix of the titles
 * @param open opens an empty database; the contract closes it
 */
export function databaseContract(name: string, open: () => Promise<Database>): void {
  const withDatabase =
    (test: (repositories: ReturnType<typeof repositoriesOf>) => Promise<void>) => async () => {
      const database = await open()
      try {
        await test(repositoriesOf(database))
      } finally {
        await database.close()
      }
    }

  describe(`${name}: itemsRepository.paginate`, () => {
    it(
      'no items → an empty page, total 0',
      withDatabase(async ({ items }) => {
        assert.deepEqual(await items.paginate(10), { items: [], total: 0, hasNext: false })
      }),
    )

    it(
      'five items, limit 2 → the newest two, hasNext; after the second → the other three, no next',
      withDatabase(async ({ items }) => {
        for (let n = 1; n <= 5; n++) await items.create(`${n}`, 'ada')
        const first = await items.paginate(2)
        assert.deepEqual(
          first.items.map(({ title }) => title),
          ['5', '4'],
        )
        assert.equal(first.hasNext, true)
        const last = await items.paginate(3, first.items.at(-1)?.id)
        assert.deepEqual(
          last.items.map(({ title }) => title),
          ['3', '2', '1'],
        )
        assert.deepEqual([last.hasNext, last.total], [false, 5])
      }),
    )

    it(
      'concurrent creates and deletes → the total equals the number of rows',
      withDatabase(async ({ items }) => {
        const toDelete = await Promise.all(
          Array.from({ length: 20 }, (_, n) => items.create(`${n}`, 'ada')),
        )
        const deletes = toDelete.flatMap(({ id }) => [
          items.delete(id, undefined),
          items.delete(id, [1]),
        ])
        const creates = Array.from({ length: 30 }, (_, n) => items.create(`remains ${n}`, 'ada'))
        const outcomes = await Promise.all(deletes)
        await Promise.all(creates)
        assert.equal(outcomes.filter((outcome) => outcome === 'deleted').length, 20)
        const page = await items.paginate(100)
        assert.deepEqual([page.total, page.items.length], [30, 30])
      }),
    )
  })

  describe(`${name}: itemsRepository.create and findById`, () => {
    it(
      'a new item → version 1, not done, found by its id',
      withDatabase(async ({ items }) => {
        const item = await items.create('a title', 'ada')
        assert.deepEqual(
          { ...item, id: 0, createdAt: '', updatedAt: '' },
          {
            id: 0,
            title: 'a title',
            done: false,
            createdBy: 'ada',
            createdAt: '',
            updatedAt: '',
            version: 1,
          },
        )
        assert.equal(new Date(item.createdAt).toISOString(), item.createdAt)
        assert.equal(item.updatedAt, item.createdAt)
        assert.deepEqual(await items.findById(item.id), item)
        assert.equal(await items.findById(item.id + 1), undefined)
      }),
    )

    it(
      'the last item was deleted → the next one has a new id',
      withDatabase(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        await items.delete(id, undefined)
        assert.equal((await items.create('b', 'ada')).id > id, true)
      }),
    )

    it(
      'a title with SQL, quotes or emoji → is returned unchanged',
      withDatabase(async ({ items }) => {
        for (const title of ["'; drop table items; --", '\\ " $1 ? %', '日本語 👩‍👩‍👧 é', ' \n\t']) {
          const { id } = await items.create(title, title)
          const item = await items.findById(id)
          assert.deepEqual([item?.title, item?.createdBy], [title, title])
        }
      }),
    )

    it(
      'a title with NUL or a lone surrogate → is stored or rejected, and the next create succeeds',
      withDatabase(async ({ items }) => {
        for (const title of ['a\0b', 'a\ud800b']) await items.create(title, 'ada').catch(() => {})
        const item = await items.create('after', 'ada')
        const page = await items.paginate(10)
        assert.deepEqual(page.items[0], item)
        assert.equal(page.total, page.items.length)
      }),
    )

    it(
      'an id above every integer of the database → not found, no error',
      withDatabase(async ({ items }) => {
        const item = await items.create('a', 'ada')
        for (const id of [2 ** 31, 2 ** 53, 2 ** 63, 1e300]) {
          assert.equal(await items.findById(id), undefined)
          assert.equal(await items.update(id, { done: true }, undefined), 'not-found')
          assert.equal(await items.delete(id, undefined), 'not-found')
          assert.deepEqual((await items.paginate(1, id)).items, [item])
        }
        const version = 999_999_999_999_999
        assert.equal(await items.update(item.id, { done: true }, [version]), 'version-mismatch')
      }),
    )
  })

  describe(`${name}: itemsRepository.update and delete`, () => {
    it(
      'one property → the version is incremented, the other properties are unchanged',
      withDatabase(async ({ items }) => {
        const item = await items.create('a', 'ada')
        const done = await items.update(item.id, { done: true }, [1])
        assert.ok(typeof done === 'object', `the update returned ${JSON.stringify(done)}`)
        assert.deepEqual(done, { ...item, done: true, version: 2, updatedAt: done.updatedAt })
        assert.equal(done.updatedAt >= item.updatedAt, true)
        const renamed = await items.update(item.id, { title: 'b' }, undefined)
        assert.ok(typeof renamed === 'object', `the update returned ${JSON.stringify(renamed)}`)
        assert.deepEqual(renamed, { ...done, title: 'b', version: 3, updatedAt: renamed.updatedAt })
        assert.deepEqual(await items.findById(item.id), renamed)
      }),
    )

    it(
      'another version → version-mismatch; no such item → not-found; nothing changes',
      withDatabase(async ({ items }) => {
        const item = await items.create('a', 'ada')
        for (const versions of [[], [2], [0, 7]]) {
          assert.equal(await items.update(item.id, { title: 'b' }, versions), 'version-mismatch')
          assert.equal(await items.delete(item.id, versions), 'version-mismatch')
        }
        assert.deepEqual(await items.findById(item.id), item)
        assert.equal(await items.update(item.id + 1, { title: 'b' }, [1]), 'not-found')
        assert.equal(await items.delete(item.id + 1, undefined), 'not-found')
        assert.equal((await items.paginate(1)).total, 1)
        assert.equal(await items.delete(item.id, [5, 1]), 'deleted')
        assert.equal((await items.paginate(1)).total, 0)
      }),
    )

    it(
      '20 concurrent updates of version 1 → one succeeds, 19 get version-mismatch',
      withDatabase(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        const outcomes = await Promise.all(
          Array.from({ length: 20 }, (_, n) => items.update(id, { title: `${n}` }, [1])),
        )
        const updated = outcomes.filter((outcome) => typeof outcome === 'object')
        assert.equal(updated.length, 1)
        assert.deepEqual(await items.findById(id), updated[0])
      }),
    )

    it(
      '20 concurrent updates of any version → none is lost',
      withDatabase(async ({ items }) => {
        const { id } = await items.create('a', 'ada')
        await Promise.all(
          Array.from({ length: 20 }, () => items.update(id, { done: true }, undefined)),
        )
        assert.equal((await items.findById(id))?.version, 21)
      }),
    )
  })

  describe(`${name}: database.write and itemChanges`, () => {
    it(
      'create, update, delete → one change each, in order; a rejected update → none',
      withDatabase(async ({ database, items }) => {
        const changes = collectChanges(database)
        const { id } = await items.create('a', 'ada')
        await items.update(id, { done: true }, [7])
        await items.update(id, { done: true }, [1])
        await items.delete(id, [1])
        await items.delete(id, [2])
        await items.delete(id, [2])
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
      'the change throws → its error, nothing is saved, nothing is emitted',
      withDatabase(async ({ database, items }) => {
        const changes = collectChanges(database)
        const { id } = await items.create('a', 'ada')
        const failed = database.write(async (trx) => {
          await trx.deleteFrom('items').execute()
          await database.itemChanges.publish(trx, { type: 'deleted', id })
          throw new RangeError('after the delete')
        })
        await assert.rejects(failed, RangeError)
        assert.equal((await items.paginate(10)).items.length, 1)
        const last = await items.create('b', 'ada')
        assert.deepEqual(
          (await changes.until(last.id)).map(({ type }) => type),
          ['created', 'created'],
        )
      }),
    )

    it(
      'a change is emitted → the item can be read',
      withDatabase(async ({ database, items }) => {
        const emitted = once(database.itemChanges, 'change') as Promise<[ItemChange]>
        const created = items.create('a', 'ada')
        const [{ id }] = await emitted
        assert.equal((await items.findById(id))?.title, 'a')
        await created
      }),
    )
  })

  describe(`${name}: usersRepository`, () => {
    it(
      'a name that is taken → create returns false and the account is unchanged',
      withDatabase(async ({ users }) => {
        assert.equal(await users.create('ada', 'hash'), true)
        assert.equal(await users.create('ada', 'other'), false)
        assert.equal((await users.findByName('ada'))?.passwordHash, 'hash')
        assert.equal(await users.findByName('bob'), undefined)
      }),
    )

    it(
      'a name in another Unicode normalization form → the same account',
      withDatabase(async ({ users }) => {
        const [nfc, nfd] = ['Jos\u00e9', 'Jose\u0301']
        assert.equal(await users.create(nfd, 'hash'), true)
        assert.equal(await users.create(nfc, 'other'), false)
        assert.equal((await users.findByName(nfc))?.passwordHash, 'hash')
        assert.equal((await users.findByName(nfd))?.name, nfc)
        assert.equal(await users.updatePassword(nfd, 'new hash'), true)
        assert.equal((await users.findByName(nfc))?.passwordHash, 'new hash')
      }),
    )

    it(
      'updatePassword → the sessions of this user are deleted, those of another user are not',
      withDatabase(async ({ users, sessions }) => {
        for (const name of ['ada', 'bob']) {
          await users.create(name, 'hash')
          const user = await users.findByName(name)
          await sessions.create(`session of ${name}`, user?.id ?? 0, inOneHour())
        }
        assert.equal(await users.updatePassword('ada', 'new hash'), true)
        assert.equal((await users.findByName('ada'))?.passwordHash, 'new hash')
        assert.equal(await sessions.findUser('session of ada', new Date()), undefined)
        assert.equal((await sessions.findUser('session of bob', new Date()))?.name, 'bob')
        assert.equal(await users.updatePassword('carol', 'hash'), false)
      }),
    )
  })

  describe(`${name}: sessionsRepository`, () => {
    it(
      'a session → its user until it expires or is deleted',
      withDatabase(async ({ users, sessions }) => {
        await users.create('ada', 'hash')
        const { id = 0, name } = (await users.findByName('ada')) ?? {}
        const expiresAt = inOneHour()
        await sessions.create('one', id, expiresAt)
        assert.deepEqual(await sessions.findUser('one', new Date()), { id, name })
        assert.equal(await sessions.findUser('two', new Date()), undefined)
        assert.equal(await sessions.findUser('one', expiresAt), undefined)
        await sessions.delete('one')
        assert.equal(await sessions.findUser('one', new Date()), undefined)
        await sessions.delete('one')
      }),
    )

    it(
      'deleteExpired → deletes expired sessions only',
      withDatabase(async ({ users, sessions }) => {
        await users.create('ada', 'hash')
        const { id = 0 } = (await users.findByName('ada')) ?? {}
        const now = new Date()
        await sessions.create('past', id, new Date(now.getTime() - 1))
        await sessions.create('now', id, now)
        await sessions.create('future', id, inOneHour())
        assert.equal(await sessions.deleteExpired(now), 2)
        assert.equal(await sessions.deleteExpired(now), 0)
        assert.notEqual(await sessions.findUser('future', now), undefined)
      }),
    )

    it(
      'a user who does not exist → create rejects',
      withDatabase(async ({ sessions }) => {
        await assert.rejects(sessions.create('one', 999, inOneHour()))
      }),
    )
  })

  describe(`${name}: rateLimitsRepository`, () => {
    const minute = 60_000
    const now = new Date('2026-01-01T00:00:00.000Z')
    const after = (ms: number) => new Date(now.getTime() + ms)

    it(
      'attempts in one window → counted per key; after its end → a new window with 1',
      withDatabase(async ({ rateLimits }) => {
        const endsAt = after(minute)
        assert.deepEqual(await rateLimits.increment('a', minute, now), { count: 1, endsAt })
        assert.deepEqual(await rateLimits.increment('a', minute, after(minute - 1)), {
          count: 2,
          endsAt,
        })
        assert.equal((await rateLimits.increment('b', minute, now)).count, 1)
        const next = { count: 1, endsAt: after(2 * minute) }
        assert.deepEqual(await rateLimits.increment('a', minute, endsAt), next)
      }),
    )

    it(
      '30 concurrent attempts → the counts 1 to 30',
      withDatabase(async ({ rateLimits }) => {
        const counts = await Promise.all(
          Array.from(
            { length: 30 },
            async () => (await rateLimits.increment('a', minute, now)).count,
          ),
        )
        assert.deepEqual(
          counts.toSorted((a, b) => a - b),
          Array.from({ length: 30 }, (_, index) => index + 1),
        )
      }),
    )

    it(
      'deleteExpired → deletes windows that have ended, not the current one',
      withDatabase(async ({ rateLimits }) => {
        await rateLimits.increment('ended', minute, after(-minute))
        await rateLimits.increment('current', minute, after(1 - minute))
        assert.equal(await rateLimits.deleteExpired(now), 1)
        assert.equal((await rateLimits.increment('current', minute, now)).count, 2)
      }),
    )
  })

  describe(`${name}: database.checkReady`, () => {
    it('an open database → resolves; a closed one → rejects', async () => {
      const database = await open()
      await database.checkReady()
      await database.close()
      await assert.rejects(database.checkReady())
    })
  })
}

const inOneHour = () => new Date(Date.now() + 3_600_000)

/** Collects the changes that a database emits. */
export function collectChanges({ itemChanges }: Pick<Database, 'itemChanges'>) {
  const changes: ItemChange[] = []
  itemChanges.on('change', (change) => changes.push(change))
  return {
    changes,
    /** Waits up to 10 s for a change of this item. @returns all changes until then */
    async until(id: number): Promise<ItemChange[]> {
      const signal = AbortSignal.timeout(10_000)
      while (!changes.some((change) => change.id === id))
        await once(itemChanges, 'change', { signal })
      return changes
    },
  }
}
