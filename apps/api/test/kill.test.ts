import { sql } from 'kysely'
import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSqlite } from '../src/store/sqlite.ts'
import { diesAfter } from './helpers/dies-after.ts'
import { randomOf } from './helpers/fuzz/random.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { openSite, untilReady, type Production, type Site } from './helpers/production.ts'
import { ask, values } from './helpers/wire.ts'
import { Writer, type Known } from './helpers/writer.ts'

/** KILL_SEED repeats the moments of a run; each run of `npm test` has the same. */
const seed = Number(process.env['KILL_SEED'] ?? 137)
/** Many kills of a few writes each: a write that is made in two steps is met between them by some. */
const kills = 10
const [fewest, most] = [50, 150]

/** What else there is to kill or to check, for one kind of database. */
interface Kind {
  check?: (site: Site) => void
  /** Every other time, the database is killed with the API. */
  database?: { kill: () => Promise<void>; revive: () => Promise<void> }
  /** Every other time, the API has these flags of Node, and kills itself after so many statements. */
  diesAfter?: (statements: number) => string[]
}

/** Writes on eight connections and kills the process once so many writes are acknowledged. */
async function killAmidWrites(
  api: Production,
  round: number,
  { database, diesAfter }: Kind,
): Promise<Writer[]> {
  const random = randomOf(seed, round)
  const writers = Array.from(
    { length: 8 },
    (_, number) => new Writer(api, `${round}.${number}`, randomOf(seed, 100 * round + number)),
  )
  const fatal = random.whole(fewest, most)
  let acknowledged = 0
  let killed: Promise<void> | undefined
  const kill = () => {
    // The API first: it is to acknowledge nothing that happens because of the other.
    api.child.kill('SIGKILL')
    killed = database?.kill()
  }
  const count = () => {
    acknowledged += 1
    // Not with an answer, which is always at the same step of the next write.
    if (!diesAfter && acknowledged === fatal) setTimeout(kill, random.whole(0, 9))
  }
  await Promise.all(writers.map((writer) => writer.run(count)))
  assert.equal((await api.ended).signal, 'SIGKILL')
  await killed
  await database?.revive()
  return writers
}

/** Every item there is, and the total the API gives. */
async function readAll(api: Production): Promise<{ items: Map<number, Known>; total: number }> {
  const items = new Map<number, Known>()
  let total = 0
  for (let path: string | undefined = '/api/items?limit=100'; path;) {
    const answer = await ask(api, `GET ${path}`)
    assert.equal(answer.status, 200, answer.body)
    total = Number(values(answer, 'x-total-count')[0])
    const page = JSON.parse(answer.body) as { items: (Omit<Known, 'version'> & { etag: string })[] }
    for (const { id, title, done, etag } of page.items) {
      items.set(id, { id, title, done, version: Number(etag.slice(1, -1)) })
    }
    path = /<(.*)>; rel="next"/.exec(values(answer, 'link')[0] ?? '')?.[1]
  }
  return { items, total }
}

/** Takes what the writers know from what is there: nothing may be missing, nothing be left. */
function assertAllThere(items: Map<number, Known>, writers: readonly Writer[]): void {
  const left = new Map(items)
  for (const writer of writers) {
    const { before, after } = writer.doubt ?? {}
    for (const known of writer.items.values()) {
      const stored = left.get(known.id)
      left.delete(known.id)
      // A write without an answer has happened as a whole or not at all.
      const changed = after && { id: known.id, ...after }
      if (before?.id === known.id && (!changed ? !stored : stored?.version === after.version)) {
        assert.deepEqual(stored, changed)
      } else assert.deepEqual(stored, known)
    }
    for (const id of writer.deleted) assert.equal(items.has(id), false, `${id} is back`)
    if (!before && after) {
      const [created] = [...left.values()].filter(({ title }) => title === after.title)
      if (created) {
        assert.deepEqual(created, { id: created.id, ...after })
        left.delete(created.id)
      }
    }
  }
  assert.deepEqual([...left.values()], [], 'nobody wrote these')
}

function killing(name: string, site: () => Promise<Site>, kind: Kind): void {
  it(`${name}: after each kill -9 amid 1,000 writes every acknowledged one is there, and no half one`, async () => {
    const opened = await site()
    const writers: Writer[] = []
    try {
      let api = await opened.start()
      for (let round = 1; round <= kills; round++) {
        const second = round % 2 === 0
        writers.push(...(await killAmidWrites(api, round, second ? kind : {})))
        kind.check?.(opened)
        const statements = randomOf(seed, -round).whole(fewest, most)
        // Who was signed in still is.
        const { cookie } = api
        api = await opened.start({
          signIn: false,
          flags: second ? [] : (kind.diesAfter?.(statements) ?? []),
        })
        api.cookie = cookie
        await untilReady(api)
        const { items, total } = await readAll(api)
        assertAllThere(items, writers)
        assert.equal(total, items.size, 'the total is kept with the items')
        settle(writers, items)
      }
    } finally {
      await opened.close()
    }
  })
}

/** What was in doubt is known now. */
function settle(writers: readonly Writer[], items: Map<number, Known>): void {
  for (const writer of writers) {
    const { before, after } = writer.doubt ?? {}
    const stored = before
      ? items.get(before.id)
      : [...items.values()].find(({ title }) => title === after?.title)
    if (stored) writer.items.set(stored.id, stored)
    else if (before) writer.items.delete(before.id)
    writer.doubt = undefined
  }
}

describe('the embedded database', () => {
  const check = ({ databaseFile }: Site) => {
    const database = new Libsql(databaseFile)
    const sound = database.prepare('pragma integrity_check').all()
    database.close()
    assert.deepEqual(sound, [{ integrity_check: 'ok' }])
  }
  killing('SQLite', openSite, { check, diesAfter })

  it('has each write on the disk before it is acknowledged: what no kill shows, a loss of power would', async () => {
    const { db, close } = await openSqlite(':memory:')
    const { rows } = await sql`pragma synchronous`.execute(db)
    assert.deepEqual(rows, [{ synchronous: 2 }], 'FULL')
    await close()
  })
})

await onPostgres('a PostgreSQL server', (postgres) => {
  // One that is not ours goes on, and shows less.
  const ours = { kill: () => postgres.stop(), revive: () => postgres.start() }
  killing(
    'PostgreSQL',
    async () => openSite({ DATABASE_URL: await postgres.newDatabase(), DATABASE_FILE: '' }),
    process.env['TEST_DATABASE_URL'] ? {} : { database: ours },
  )
})
