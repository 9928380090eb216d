import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { keptUntilChange } from '../src/store/kept.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'

/** A read that counts how often it is really made. */
function counted() {
  const state = { version: 1, reads: 0, during: () => {} }
  const read = keptUntilChange(
    async (limit: number, after?: number) => {
      state.reads += 1
      state.during()
      return { limit, after }
    },
    () => state.version,
  )
  return { state, read }
}

describe('a read that is kept', () => {
  it('is made once for the same arguments, and its answer is one object', async () => {
    const { state, read } = counted()
    const first = await read(20)
    assert.equal(await read(20), first)
    assert.equal(state.reads, 1)
  })

  it('is made for other arguments', async () => {
    const { state, read } = counted()
    assert.deepEqual(await read(20), { limit: 20, after: undefined })
    assert.deepEqual(await read(20, 3), { limit: 20, after: 3 })
    assert.deepEqual(await read(2, 3), { limit: 2, after: 3 })
    assert.equal(state.reads, 3)
  })

  it('is made anew after a change', async () => {
    const { state, read } = counted()
    const first = await read(20)
    state.version += 1
    assert.notEqual(await read(20), first)
    assert.equal(state.reads, 2)
  })

  it('is not kept when something changed while it was made: it may be of before', async () => {
    const { state, read } = counted()
    state.during = () => (state.version += 1)
    const torn = await read(20)
    state.during = () => {}
    assert.notEqual(await read(20), torn)
  })

  it('is not kept for after a change when it was begun before and ends after another', async () => {
    let version = 1
    const pending: ((answer: string) => void)[] = []
    const read = keptUntilChange(
      () => new Promise<string>((resolve) => pending.push(resolve)),
      () => version,
    )
    const begunBefore = read()
    version = 2
    const begunAfter = read()
    pending[1]?.('new')
    pending[0]?.('old')
    assert.deepEqual(await Promise.all([begunBefore, begunAfter]), ['old', 'new'])
    assert.equal(await read(), 'new')
  })

  it('that fails is made anew', async () => {
    const { state, read } = counted()
    state.during = () => {
      throw new Error('the disk')
    }
    await assert.rejects(read(20), /the disk/)
    state.during = () => {}
    await read(20)
    assert.equal(state.reads, 2)
  })

  it('is forgotten when a hundred others are kept: memory is bounded', async () => {
    const { state, read } = counted()
    for (let after = 0; after < 101; after += 1) await read(20, after)
    await read(20, 0)
    assert.equal(state.reads, 102)
    await read(20, 0)
    assert.equal(state.reads, 102)
  })
})

const folder = await mkdtemp(join(tmpdir(), 'kept-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

/** Two processes of one machine would share a file as these two connections do. */
async function twoOnOneFile(test: (one: Store, other: Store) => Promise<void>): Promise<void> {
  const file = join(folder, `${++files}.db`)
  const stores = [await openStore(file), await openStore(file)] as const
  try {
    await test(...stores)
  } finally {
    for (const store of stores) await store.close()
  }
}

describe('a page of the embedded database', () => {
  it('is one object until an item changes, whichever way', () =>
    twoOnOneFile(async ({ items }) => {
      const item = await items.create('a', 'ada')
      const changes = [
        () => items.create('b', 'ada'),
        () => items.update(item.id, { done: true }, undefined),
        () => items.remove(item.id, undefined),
      ]
      for (const change of changes) {
        const before = await items.page(10)
        assert.equal(await items.page(10), before)
        await change()
        const now = await items.page(10)
        assert.notDeepEqual(now, before)
        assert.equal(await items.page(10), now)
      }
    }))

  it('shows what another process has changed, at once', () =>
    twoOnOneFile(async (one, other) => {
      for (let count = 1; count <= 20; count += 1) {
        await other.items.create(`${count}`, 'bob')
        const { items, total } = await one.items.page(1)
        assert.deepEqual([items[0]?.title, total], [`${count}`, count])
      }
    }))

  it('is never older than a write that is acknowledged, whoever writes meanwhile', () =>
    twoOnOneFile(async (one, other) => {
      const { id } = await one.items.create('a', 'ada')
      const write = async ({ items }: Store, done: boolean) => {
        for (let count = 0; count < 100; count += 1) {
          const stored = await items.update(id, { done }, undefined)
          assert.ok(typeof stored === 'object')
          const found = (await items.page(1)).items[0]
          assert.ok((found?.version ?? 0) >= stored.version)
        }
      }
      await Promise.all([write(one, true), write(other, false), write(one, false)])
      assert.equal((await one.items.page(1)).items[0]?.version, 301)
    }))
})

describe('a session of the embedded database', () => {
  const expiresAt = new Date('2030-01-01T00:00:00.000Z')
  const before = new Date('2029-12-31T23:59:59.999Z')

  it('that another process ends is ended here too, at once', () =>
    twoOnOneFile(async (one, other) => {
      await one.users.add('ada', 'hash')
      const user = await one.users.find('ada')
      await one.sessions.create('hash of an id', user?.id ?? 0, expiresAt)
      for (const store of [one, other, one]) {
        assert.equal((await store.sessions.findUser('hash of an id', before))?.name, 'ada')
      }
      await other.sessions.remove('hash of an id')
      assert.equal(await one.sessions.findUser('hash of an id', before), undefined)
    }))

  it('that is kept still expires', () =>
    twoOnOneFile(async ({ users, sessions }) => {
      await users.add('ada', 'hash')
      await sessions.create('hash of an id', (await users.find('ada'))?.id ?? 0, expiresAt)
      assert.notEqual(await sessions.findUser('hash of an id', before), undefined)
      assert.equal(await sessions.findUser('hash of an id', expiresAt), undefined)
    }))
})
