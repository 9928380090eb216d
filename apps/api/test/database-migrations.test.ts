import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it, mock } from 'node:test'
import { migrate } from '../src/database/migrations.ts'
import { openDatabase, type Database } from '../src/database/open.ts'
import { collectChanges, repositoriesOf } from './helpers/database-contract.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import type { TestPostgres } from './helpers/postgres.ts'

const fixture = (kind: 'sqlite' | 'postgres') =>
  readFile(new URL(`fixtures/database-579972d.${kind}.sql`, import.meta.url), 'utf8')

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
let files = 0

/** One kind of database. */
interface Kind {
  empty: () => Promise<string>
  run: (location: string, sql: string) => Promise<unknown[]>
  /** Selects a row for each column, index and trigger. */
  schema: string
}

const sqlite: Kind = {
  empty: async () => join(folder, `${++files}.db`),
  async run(location, sql) {
    const database = new Libsql(location)
    try {
      if (sql.startsWith('select')) return database.prepare(sql).all()
      database.exec(sql)
      return []
    } finally {
      database.close()
    }
  },
  schema: `select type, name, tbl_name, sql from sqlite_master order by type, name`,
}

const postgres = (server: TestPostgres): Kind => ({
  empty: () => server.newDatabase(),
  run: (location, sql) => server.query(location, sql),
  schema: `
    select table_name as owner, column_name as name, data_type as detail, is_nullable as more
    from information_schema.columns where table_schema = 'public'
    union all select tablename, indexname, indexdef, '' from pg_indexes where schemaname = 'public'
    union all select tgrelid::regclass::text, tgname, '', '' from pg_trigger where not tgisinternal
    union all select proname, '', '', '' from pg_proc where pronamespace = 'public'::regnamespace
    order by 1, 2`,
})

const opened: Database[] = []
// A test that fails leaves its databases open, and this process would not end.
after(() => Promise.all(opened.map((database) => database.close())))

/** Opens a database and returns what was printed. */
async function openAndPrint(location: string): Promise<{ database: Database; printed: string[] }> {
  const printed: string[] = []
  const warn = mock.method(console, 'warn', (line: string) => printed.push(line))
  try {
    const database = await openDatabase(location)
    opened.push(database)
    return { database, printed }
  } finally {
    warn.mock.restore()
  }
}

function migrationTests(name: string, kind: Kind, fixtureSql: string): void {
  const withOldDatabase = (test: (location: string) => Promise<void>) => async () => {
    const location = await kind.empty()
    await kind.run(location, fixtureSql)
    await test(location)
  }

  describe(`${name}: a database of commit 579972d`, () => {
    it(
      'opened → items, total, sessions and attempts are those it had',
      withOldDatabase(async (location) => {
        const { database } = await openAndPrint(location)
        try {
          const { items, sessions, rateLimits } = repositoriesOf(database)
          const page = await items.paginate(10)
          assert.deepEqual(
            page.items.map(({ id, title, done, version }) => [id, title, done, version]),
            [
              [5, 'item 5', false, 1],
              [4, 'item 4', false, 1],
              [2, 'item 2', true, 2],
              [1, 'item 1', false, 1],
            ],
          )
          assert.equal(page.total, 4)
          const now = new Date('2099-12-31T23:59:59.000Z')
          assert.deepEqual(await sessions.findUser('session of ada', now), { id: 1, name: 'ada' })
          assert.equal(await sessions.findUser('expired', now), undefined)
          const { count } = await rateLimits.increment('account key', 60_000, now)
          assert.equal(count, 3)
          assert.equal(await rateLimits.deleteExpired(now), 1)
        } finally {
          await database.close()
        }
      }),
    )

    it(
      'opened → a create or delete changes the total by one, and emits one change',
      withOldDatabase(async (location) => {
        const { database } = await openAndPrint(location)
        try {
          const { items } = repositoriesOf(database)
          const changes = collectChanges(database)
          assert.equal((await items.create('item 6', 'ada')).id, 6)
          assert.equal((await items.paginate(1)).total, 5)
          await items.delete(6, undefined)
          assert.equal((await items.paginate(1)).total, 4)
          const { id } = await items.create('item 7', 'ada')
          await items.update(id, { done: true }, undefined)
          await items.delete(id, undefined)
          const last = await items.create('item 8', 'ada')
          assert.deepEqual(await changes.until(last.id), [
            { type: 'created', id: 6 },
            { type: 'deleted', id: 6 },
            { type: 'created', id: 7 },
            { type: 'updated', id: 7 },
            { type: 'deleted', id: 7 },
            { type: 'created', id: 8 },
          ])
        } finally {
          await database.close()
        }
      }),
    )

    it(
      'a total that is wrong → recomputed from the items',
      withOldDatabase(async (location) => {
        await kind.run(location, `update totals set value = 99 where name = 'items'`)
        const { database } = await openAndPrint(location)
        assert.equal((await repositoriesOf(database).items.paginate(1)).total, 4)
        await database.close()
      }),
    )

    it(
      'names outside NFC → renamed; if the name is taken, the account is unchanged and printed once',
      withOldDatabase(async (location) => {
        const before = await kind.run(location, 'select name from users order by id')
        const names = ['ada', 'Jos\u00e9', 'Jose\u0301', 'Zoe\u0308', '\u212bngstr\u00f6m']
        const expected = [...names, 'A\u030angstro\u0308m'].map((each) => ({ name: each }))
        assert.deepEqual(before, expected, 'the fixture was normalized')

        const { database, printed } = await openAndPrint(location)
        const { users, sessions } = repositoriesOf(database)
        assert.equal(printed.length, 2)
        assert.match(
          printed[0]!,
          /^USER_NAMES_COLLIDE {2}users\.id 3 and 2: .*"Jos\u00e9".*id = 3;/,
        )
        assert.match(printed[1]!, /users\.id 6 and 5: .*"\u00c5ngstr\u00f6m".*id = 6;/)

        for (const [name, id] of [
          ['Jose\u0301', 2],
          ['Zoe\u0308', 4],
          ['Zo\u00eb', 4],
          ['A\u030angstro\u0308m', 5],
        ] as const) {
          const user = await users.findByName(name)
          assert.deepEqual(user, {
            id,
            name: name.normalize('NFC'),
            passwordHash: `hash of account ${id}`,
          })
        }
        const now = new Date('2026-01-01T00:00:00.000Z')
        assert.deepEqual(await sessions.findUser('session of zoe', now), {
          id: 4,
          name: 'Zo\u00eb',
        })
        await database.close()

        const rows = await kind.run(
          location,
          'select id, name from users where id in (3, 6) order by id',
        )
        assert.deepEqual(
          rows.map((row) => (row as { name: string }).name),
          ['Jose\u0301', 'A\u030angstro\u0308m'],
        )
        const again = await openAndPrint(location)
        await again.database.close()
        assert.deepEqual(again.printed, [])
      }),
    )

    it(
      'opened → has the schema of a new database, without triggers',
      withOldDatabase(async (location) => {
        const empty = await kind.empty()
        for (const each of [location, empty]) {
          const { database } = await openAndPrint(each)
          await database.close()
        }
        const schema = await kind.run(location, kind.schema)
        // SQLite stores the text of each statement, including `if not exists`.
        const text = (rows: unknown) =>
          JSON.stringify(rows, undefined, 1).replace(/ if not exists/gi, '')
        assert.equal(text(schema), text(await kind.run(empty, kind.schema)))
        assert.doesNotMatch(text(schema), /trigger|items_added|count_items|tries"/)
      }),
    )

    it(
      'opened by three connections at once → migrated once',
      withOldDatabase(async (location) => {
        const opened = await Promise.all([1, 2, 3].map(() => openAndPrint(location)))
        for (const { database } of opened) {
          assert.equal((await repositoriesOf(database).items.paginate(1)).total, 4)
        }
        for (const { database } of opened) await database.close()
        const empty = await kind.empty()
        await (await openAndPrint(empty)).database.close()
        const migrated = 'select name from kysely_migration order by name'
        assert.deepEqual(await kind.run(location, migrated), await kind.run(empty, migrated))
      }),
    )
  })
}

migrationTests('SQLite', sqlite, await fixture('sqlite'))

const postgresFixture = await fixture('postgres')
await onPostgres('PostgreSQL', (server) => {
  migrationTests('PostgreSQL', postgres(server), postgresFixture)
})

describe('another replica drops a table while Kysely lists the tables', () => {
  const undefinedTable = Object.assign(new Error('relation "public.tries" does not exist'), {
    code: '42P01',
  })

  /** Migrates a migrated database again. @returns how often the tables were listed */
  async function migrateWith(...errors: Error[]): Promise<number> {
    const { database } = await openAndPrint(':memory:')
    const { introspection } = database.db
    const getTables = mock.fn(introspection.getTables.bind(introspection))
    errors.forEach((error, call) => {
      getTables.mock.mockImplementationOnce(() => Promise.reject(error), call)
    })
    mock.getter(database.db, 'introspection', () => ({ ...introspection, getTables }))
    await migrate(database.db, 'sqlite')
    return getTables.mock.callCount()
  }

  it('once → the tables are listed again', async () => {
    assert.equal(await migrateWith(undefinedTable), 2)
  })

  it('twice → the error', () =>
    assert.rejects(migrateWith(undefinedTable, undefinedTable), undefinedTable))

  it('another error → not repeated', () =>
    assert.rejects(migrateWith(new Error('connection lost')), /connection lost/))
})
