import { sql } from 'kysely'
import Libsql from 'libsql'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openSqlite } from '../src/database/sqlite.ts'
import { deploy, untilReady, type ApiProcess, type Deployment } from './helpers/deployment.ts'
import { randomOf } from './helpers/fuzz/random.ts'
import { killAfterStatements } from './helpers/kill-after-statements.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { send, values } from './helpers/wire.ts'
import { Writer, type AcknowledgedItem } from './helpers/writer.ts'

/** Chooses the writes and the moments of the kills. KILL_SEED sets another seed. */
const seed = Number(process.env['KILL_SEED'] ?? 137)
/** The number of kills per database: with several, some hit a write between its statements. */
const kills = 10
const [minWrites, maxWrites] = [50, 150]

/** The parts of the test that depend on the database. */
interface Kind {
  check?: (deployment: Deployment) => void
  /** Every other time, the database server is killed with the API. */
  database?: { kill: () => Promise<void>; restart: () => Promise<void> }
  /** Flags of Node with which the API kills itself. Used every other time. */
  killAfterStatements?: (statements: number) => string[]
}

/** Writes on eight connections, and kills the process after a number of acknowledged writes. */
async function killAmidWrites(
  api: ApiProcess,
  round: number,
  { database, killAfterStatements }: Kind,
): Promise<Writer[]> {
  const random = randomOf(seed, round)
  const writers = Array.from(
    { length: 8 },
    (_, number) => new Writer(api, `${round}.${number}`, randomOf(seed, 100 * round + number)),
  )
  const killAfter = random.whole(minWrites, maxWrites)
  let acknowledged = 0
  let killed: Promise<void> | undefined
  const kill = () => {
    // The API first, so that it does not see the end of the database.
    api.child.kill('SIGKILL')
    killed = database?.kill()
  }
  const count = () => {
    acknowledged += 1
    // Not with a response, which always comes at the same step of the next write.
    if (!killAfterStatements && acknowledged === killAfter) setTimeout(kill, random.whole(0, 9))
  }
  await Promise.all(writers.map((writer) => writer.run(count)))
  assert.equal((await api.ended).signal, 'SIGKILL')
  await killed
  await database?.restart()
  return writers
}

/** Reads all items, and the total that the API reports. */
async function readAll(
  api: ApiProcess,
): Promise<{ items: Map<number, AcknowledgedItem>; total: number }> {
  const items = new Map<number, AcknowledgedItem>()
  let total = 0
  for (let path: string | undefined = '/api/items?limit=100'; path;) {
    const response = await send(api, `GET ${path}`)
    assert.equal(response.status, 200, response.body)
    total = Number(values(response, 'x-total-count')[0])
    const page = JSON.parse(response.body) as {
      items: (Omit<AcknowledgedItem, 'version'> & { etag: string })[]
    }
    for (const { id, title, done, etag } of page.items) {
      items.set(id, { id, title, done, version: Number(etag.slice(1, -1)) })
    }
    path = /<(.*)>; rel="next"/.exec(values(response, 'link')[0] ?? '')?.[1]
  }
  return { items, total }
}

/** Asserts that the stored items are exactly those that were acknowledged, pending writes aside. */
function assertAllStored(items: Map<number, AcknowledgedItem>, writers: readonly Writer[]): void {
  const left = new Map(items)
  for (const writer of writers) {
    const { before, after } = writer.pending ?? {}
    for (const item of writer.items.values()) {
      const stored = left.get(item.id)
      left.delete(item.id)
      // A write without a response was made completely or not at all.
      const changed = after && { id: item.id, ...after }
      if (before?.id === item.id && (!changed ? !stored : stored?.version === after.version)) {
        assert.deepEqual(stored, changed)
      } else assert.deepEqual(stored, item)
    }
    for (const id of writer.deleted) assert.equal(items.has(id), false, `item ${id} was deleted`)
    if (!before && after) {
      const [created] = [...left.values()].filter(({ title }) => title === after.title)
      if (created) {
        assert.deepEqual(created, { id: created.id, ...after })
        left.delete(created.id)
      }
    }
  }
  assert.deepEqual([...left.values()], [], 'items that no writer has written')
}

function testKills(name: string, open: () => Promise<Deployment>, kind: Kind): void {
  it(`${name}, ${kills} kills among 1,000 writes -> every acknowledged write is stored, none partially`, async () => {
    const deployment = await open()
    const writers: Writer[] = []
    try {
      let api = await deployment.start()
      for (let round = 1; round <= kills; round++) {
        const second = round % 2 === 0
        writers.push(...(await killAmidWrites(api, round, second ? kind : {})))
        kind.check?.(deployment)
        const statements = randomOf(seed, -round).whole(minWrites, maxWrites)
        const { cookie } = api // its session continues
        api = await deployment.start({
          signIn: false,
          flags: second ? [] : (kind.killAfterStatements?.(statements) ?? []),
        })
        api.cookie = cookie
        await untilReady(api)
        const { items, total } = await readAll(api)
        assertAllStored(items, writers)
        assert.equal(total, items.size, 'the total is the number of items')
        resolvePending(writers, items)
      }
    } finally {
      await deployment.close()
    }
  })
}

/** Records whether the pending writes were made. */
function resolvePending(writers: readonly Writer[], items: Map<number, AcknowledgedItem>): void {
  for (const writer of writers) {
    const { before, after } = writer.pending ?? {}
    const stored = before
      ? items.get(before.id)
      : [...items.values()].find(({ title }) => title === after?.title)
    if (stored) writer.items.set(stored.id, stored)
    else if (before) writer.items.delete(before.id)
    writer.pending = undefined
  }
}

describe('SIGKILL', () => {
  const check = ({ databaseFile }: Deployment) => {
    const database = new Libsql(databaseFile)
    const result = database.prepare('pragma integrity_check').all()
    database.close()
    assert.deepEqual(result, [{ integrity_check: 'ok' }])
  }
  testKills('SQLite', deploy, { check, killAfterStatements })

  it('SQLite syncs each write to the disk before it is acknowledged, for the case of a power failure', async () => {
    const { db, close } = await openSqlite(':memory:')
    const { rows } = await sql`pragma synchronous`.execute(db)
    assert.deepEqual(rows, [{ synchronous: 2 }], 'FULL')
    await close()
  })
})

await onPostgres('SIGKILL with PostgreSQL', (postgres) => {
  // The server of TEST_DATABASE_URL is not killed.
  const database = { kill: () => postgres.stop(), restart: () => postgres.start() }
  testKills(
    'PostgreSQL',
    async () => deploy({ DATABASE_URL: await postgres.newDatabase(), DATABASE_FILE: '' }),
    process.env['TEST_DATABASE_URL'] ? {} : { database },
  )
})
