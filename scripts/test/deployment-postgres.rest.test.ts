import { openDatabase, type Database } from '@repo/api/database'
import { createItemsRepository } from '@repo/api/database/items'
import { createSessionsRepository } from '@repo/api/database/sessions'
import { createUsersRepository } from '@repo/api/database/users'
import { postgresMissing, startPostgres, type TestPostgres } from '@repo/api/test-postgres'
import { unsetVariables } from '@repo/e2e/env-example'
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'

const root = join(import.meta.dirname, '..', '..')
const guide = readFileSync(join(root, 'docs', 'operations.md'), 'utf8')
const [, script = ''] = /^```ts\n(\/\/ Copies all users[^]*?)^```$/m.exec(guide) ?? []

describe(
  'the script of docs/operations.md that copies SQLite to PostgreSQL',
  {
    skip: postgresMissing,
  },
  () => {
    /** Stands for apps/api, so that the script is not written into the repository. */
    const folder = mkdtempSync(join(tmpdir(), 'copy-to-postgres-'))
    const file = join(folder, 'items.db')
    const later = new Date(Date.now() + 24 * 60 * 60 * 1000)
    let postgres: TestPostgres
    let url: string
    let target: Database
    before(async () => {
      postgres = await startPostgres()
      url = await postgres.newDatabase()
      for (const name of ['src', 'node_modules', 'package.json']) {
        symlinkSync(join(root, 'apps', 'api', name), join(folder, name))
      }
      writeFileSync(join(folder, 'copy-to-postgres.ts'), script)

      const source = await openDatabase(file)
      const items = createItemsRepository(source)
      const users = createUsersRepository(source)
      await users.create('ada', 'hash-of-ada')
      await users.create('Zoë', 'hash-of-zoe')
      const ada = await users.findByName('ada')
      await createSessionsRepository(source).create('id-hash', ada?.id ?? 0, later)
      await source.write((trx) =>
        trx
          .insertInto('items')
          .values(
            Array.from({ length: 1500 }, (_, index) => ({
              title: `Item ${index} 😀 '"\\`,
              done: index % 2,
              created_by: 'ada',
              created_at: '2026-11-29T08:30:00.000Z',
              updated_at: '2026-11-29T08:30:00.000Z',
              version: 1 + (index % 5),
            })),
          )
          .execute(),
      )
      await source.write((trx) => trx.updateTable('totals').set({ value: 1500 }).execute())
      for (const id of [3, 1500]) assert.equal(await items.delete(id, undefined), 'deleted')
      await source.close()
    })
    after(async () => {
      await target?.close()
      await postgres.close()
      rmSync(folder, { recursive: true, force: true })
    })

    const run = () =>
      spawnSync(process.execPath, ['--import', import.meta.resolve('tsx'), 'copy-to-postgres.ts'], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env['PATH'],
          ...unsetVariables,
          DATABASE_FILE: file,
          DATABASE_URL: url,
        },
      })

    it('copies users, items, sessions and the total', async () => {
      const { stdout, stderr, status } = run()
      assert.equal(status, 0, stderr)
      assert.equal(stdout, 'users: 2 rows\nitems: 1498 rows\nsessions: 1 rows\n')
      target = await openDatabase(url)
      const source = await openDatabase(file)
      for (const table of ['users', 'items', 'sessions', 'totals'] as const) {
        const rows = await Promise.all(
          [source, target].map(async ({ db }) => {
            const all = await db.selectFrom(table).selectAll().execute()
            return all.map((row) => JSON.stringify(row, Object.keys(row).toSorted())).toSorted()
          }),
        )
        assert.deepEqual(rows[1], rows[0], table)
      }
      await source.close()
    })

    it('keeps sessions valid, and never uses the id of a deleted item again', async () => {
      const user = await createSessionsRepository(target).findUser('id-hash', new Date())
      assert.equal(user?.name, 'ada')
      const items = createItemsRepository(target)
      assert.equal((await items.create('One more', 'ada')).id, 1501)
      assert.equal((await items.paginate(1)).total, 1499)
      const users = createUsersRepository(target)
      assert.equal(await users.create('grace', 'hash-of-grace'), true)
      assert.equal((await users.findByName('grace'))?.id, 3)
    })

    it('fails on a database that has the rows already, and changes nothing', async () => {
      const before = await createItemsRepository(target).paginate(1)
      const { status, stderr } = run()
      assert.notEqual(status, 0)
      assert.match(stderr, /duplicate key value/)
      assert.deepEqual(await createItemsRepository(target).paginate(1), before)
    })
  },
)
