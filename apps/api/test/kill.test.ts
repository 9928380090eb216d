import Database from 'libsql'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { randomOf } from './helpers/fuzz/random.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { openSite, untilReady, type Production, type Site } from './helpers/production.ts'
import { ask, values } from './helpers/wire.ts'
import { Writer, type Known } from './helpers/writer.ts'

/** KILL_SEED repeats the moments of a run; each run of `npm test` has the same. */
const seed = Number(process.env['KILL_SEED'] ?? 137)
const writes = 1000

/** Writes on four connections and kills the process once so many writes are acknowledged. */
async function killAmidWrites(site: Site, round: number): Promise<Writer[]> {
  const random = randomOf(seed, round)
  const api = await site.start()
  const writers = [0, 1, 2, 3].map(
    (number) => new Writer(api, `${round}.${number}`, randomOf(seed, 100 * round + number)),
  )
  const fatal = random.whole(writes / 10, writes / 2)
  let acknowledged = 0
  const count = () => {
    acknowledged += 1
    if (acknowledged === fatal) api.child.kill('SIGKILL')
  }
  await Promise.all(writers.map((writer) => writer.run(count, () => acknowledged < writes)))
  assert.equal((await api.ended).signal, 'SIGKILL')
  assert.ok(acknowledged >= fatal && acknowledged < writes, `${acknowledged} were acknowledged`)
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

function killing(name: string, site: () => Promise<Site>, check: (site: Site) => void): void {
  it(`${name}: after kill -9 amid ${writes} writes every acknowledged one is there, and no half one`, async () => {
    const opened = await site()
    const writers: Writer[] = []
    try {
      for (const round of [1, 2, 3]) {
        writers.push(...(await killAmidWrites(opened, round)))
        check(opened)
        const api = await opened.start({ signIn: false })
        await untilReady(api)
        const { items, total } = await readAll(api)
        assertAllThere(items, writers)
        assert.equal(total, items.size, 'the total is kept with the items')
        settle(writers, items)
        api.child.kill('SIGKILL')
        await api.ended
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
  killing('SQLite', openSite, ({ databaseFile }) => {
    const database = new Database(databaseFile)
    const sound = database.prepare('pragma integrity_check').all()
    database.close()
    assert.deepEqual(sound, [{ integrity_check: 'ok' }])
  })
})

await onPostgres('a PostgreSQL server', (postgres) => {
  killing(
    'PostgreSQL',
    async () => openSite({ DATABASE_URL: await postgres.newDatabase(), DATABASE_FILE: '' }),
    () => {},
  )
})
