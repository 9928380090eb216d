import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { mkdtemp, copyFile, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it, mock } from 'node:test'
import { openDatabase, type Database } from '../src/database/open.ts'
import { collectChanges, repositoriesOf } from './helpers/database-contract.ts'
import { openSmallDisk, smallDiskMissing } from './helpers/small-disk.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

async function withFile(test: (file: string, database: Database) => Promise<void>): Promise<void> {
  const file = join(folder, `${++files}.db`)
  const database = await openDatabase(file)
  try {
    await test(file, database)
  } finally {
    await database.close()
  }
}

const unavailable = { code: 'DATABASE_UNAVAILABLE', statusCode: 503 }

describe('the SQLite file is replaced while it is open', () => {
  const replacements: Record<string, (file: string) => Promise<void>> = {
    deleted: (file) => rm(file),
    'deleted with its log': async (file) => {
      for (const path of [file, `${file}-wal`, `${file}-shm`]) await rm(path)
    },
    'without its log, which is deleted': (file) => rm(`${file}-wal`),
    'replaced by a copy': async (file) => {
      await copyFile(file, `${file}.copy`)
      await rename(`${file}.copy`, file)
    },
    moved: (file) => rename(file, `${file}.moved`),
  }
  for (const [how, replace] of Object.entries(replacements)) {
    it(`${how} → write and checkReady reject with DATABASE_UNAVAILABLE, and nothing is emitted`, () =>
      withFile(async (file, database) => {
        const { items } = repositoriesOf(database)
        await items.create('before', 'ada')
        await database.checkReady()
        const { changes } = collectChanges(database)
        await replace(file)
        await assert.rejects(database.checkReady(), unavailable)
        await assert.rejects(items.create('after', 'ada'), unavailable)
        await assert.rejects(items.update(1, { done: true }, undefined), unavailable)
        await assert.rejects(database.checkReady(), unavailable)
        assert.deepEqual(changes, [])
      }))
  }

  it('moved and moved back → ready again', () =>
    withFile(async (file, database) => {
      await rename(file, `${file}.moved`)
      await assert.rejects(database.checkReady(), unavailable)
      await rename(`${file}.moved`, file)
      await database.checkReady()
      assert.equal((await repositoriesOf(database).items.create('a', 'ada')).id, 1)
    }))

  it('the database is in memory → has no file to check', async () => {
    const database = await openDatabase(':memory:')
    await database.checkReady()
    await database.close()
  })
})

describe('database.checkReady', () => {
  /** The time by which the mocked clock is ahead, in milliseconds. */
  let aheadMs = 0
  const now = performance.now.bind(performance)
  mock.method(performance, 'now', () => now() + aheadMs)
  let probes = 0
  const prepare = Libsql.prototype.prepare
  mock.method(Libsql.prototype, 'prepare', function (this: Libsql.Database, sql: string) {
    if (sql.startsWith('update "readiness_probe"')) probes += 1
    return prepare.call(this, sql)
  })
  beforeEach(() => {
    probes = 0
  })

  it('1,000 concurrent calls and more within 5 s → one probe write; after 5 s → another one', () =>
    withFile(async (_, database) => {
      probes = 0
      await Promise.all(Array.from({ length: 1000 }, () => database.checkReady()))
      await database.checkReady()
      assert.equal(probes, 1)
      aheadMs += 4_000
      await database.checkReady()
      assert.equal(probes, 1)
      aheadMs += 1_000
      await database.checkReady()
      assert.equal(probes, 2)
    }))

  it('a write failed → the next call probes again', () =>
    withFile(async (file, database) => {
      await database.checkReady()
      await rename(file, `${file}.moved`)
      await assert.rejects(repositoriesOf(database).items.create('a', 'ada'), unavailable)
      await rename(`${file}.moved`, file)
      probes = 0
      await database.checkReady()
      assert.equal(probes, 1)
    }))

  it('the change itself throws → its error, and no new probe', () =>
    withFile(async (_, database) => {
      await database.checkReady()
      probes = 0
      await assert.rejects(
        database.write(() => Promise.reject(new RangeError())),
        RangeError,
      )
      await database.checkReady()
      assert.equal(probes, 0)
    }))

  const skip = smallDiskMissing ?? false
  it(
    'the disk is full → STORAGE_FULL for writes and checkReady, reads succeed; after room is made → ready',
    { skip },
    async () => {
      const disk = openSmallDisk(4 * 1024 * 1024)
      const database = await openDatabase(join(disk.folder, 'items.db'))
      const full = { code: 'STORAGE_FULL', statusCode: 507 }
      try {
        const { items } = repositoriesOf(database)
        disk.fill(200_000)
        let saved = 0
        const create = () => items.create('a'.repeat(200), 'ada')
        await assert.rejects(async () => {
          for (; saved < 10_000; saved++) await create()
        }, full)
        assert.ok(saved > 10, `${saved} were saved`)
        for (let n = 0; n < 3; n++) {
          await assert.rejects(database.checkReady(), full)
          await assert.rejects(create(), full)
          aheadMs += 6_000
        }
        await assert.rejects(database.checkReady(), full)
        const page = await items.paginate(100_000)
        assert.deepEqual([page.total, page.items.length], [saved, saved])

        disk.makeRoom()
        aheadMs += 6_000
        await database.checkReady()
        await create()
        assert.equal((await items.paginate(1)).total, saved + 1)
      } finally {
        await database.close()
        disk.remove()
      }
    },
  )
})
