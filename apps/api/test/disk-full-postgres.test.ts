import assert from 'node:assert/strict'
import { it } from 'node:test'
import { assertReadable } from './helpers/cors-asserts.ts'
import {
  fullDiskMissing,
  limitMissing,
  withAllOnFullDisk,
  withLimitedFiles,
  withTablesOnFullDisk,
  type FullPostgres,
} from './helpers/full-postgres.ts'
import { openSite, page, type Production } from './helpers/production.ts'
import { readSoundItems } from './helpers/sound-items.ts'
import { ask, json, values, type Answer } from './helpers/wire.ts'

const add = (api: Production, title: string): Promise<Answer> =>
  ask(api, 'POST /api/items', json(page, api.cookie), JSON.stringify({ title }))

/** Adds items, four at a time, until one is refused. @returns the answers, by title */
async function addUntilRefused(api: Production): Promise<Map<string, Answer>> {
  const answers = new Map<string, Answer>()
  for (let round = 0; round < 1000; round++) {
    const titles = [0, 1, 2, 3].map((each) => `${round}.${each} `.padEnd(200, 'a'))
    await Promise.all(titles.map(async (title) => answers.set(title, await add(api, title))))
    if (titles.some((title) => answers.get(title)?.status !== 201)) return answers
  }
  throw new Error('it is never full')
}

const withStatus = (answers: Map<string, Answer>, ...statuses: number[]): string[] =>
  [...answers].filter(([, { status }]) => statuses.includes(status)).map(([title]) => title)

/** What of these is not there, and what of those is. */
function assertThere(found: string[], these: string[], those: string[] = []): void {
  const there = new Set(found)
  assert.deepEqual(
    these.filter((title) => !there.has(title)),
    [],
    'acknowledged and not there',
  )
  assert.deepEqual(
    those.filter((title) => there.has(title)),
    [],
    'refused and there',
  )
}

/** It may be about to end when it is asked to start: then it is asked again. */
async function untilBack({ postgres }: FullPostgres, api: Production): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    await postgres.start()
    if ((await ask(api, 'GET /readyz')).status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the database does not come back')
}

function onFull(
  name: string,
  missing: string | undefined,
  open: () => Promise<FullPostgres>,
  test: (full: FullPostgres, api: Production) => Promise<void>,
): void {
  it(`PostgreSQL, ${name}`, { skip: missing ?? false, timeout: 60_000 }, async () => {
    const full = await open()
    const site = await openSite({ DATABASE_URL: full.url, DATABASE_FILE: '' })
    try {
      const api = await site.start()
      await full.fill()
      await test(full, api)
    } finally {
      await site.close()
      await full.close()
    }
  })
}

async function refusesWrites(full: FullPostgres, api: Production): Promise<void> {
  const answers = await addUntilRefused(api)
  const [there, refused] = [withStatus(answers, 201), withStatus(answers, 507)]
  assert.ok(there.length > 10, `${there.length} were stored`)
  assert.equal(there.length + refused.length, answers.size, 'every other answer is a 507')
  for (const title of refused) {
    const answer = answers.get(title)!
    assert.match(answer.body, /"STORAGE_FULL"/)
    assertReadable(answer, page)
    assert.deepEqual(values(answer, 'retry-after'), [], 'to wait is of no use')
  }
  assert.equal((await ask(api, 'GET /api/items', [['Origin', page]])).status, 200)
  assert.equal((await ask(api, 'GET /readyz')).status, 200)
  assert.match((await ask(api, 'GET /api/session', json(page, api.cookie))).body, /"ada"/)

  await full.makeRoom()
  assert.equal((await add(api, 'there is room')).status, 201)
  const found = await readSoundItems(full.url)
  assertThere(found, [...there, 'there is room'], refused)
  assert.ok(api.screen().includes('could not extend file'), 'the log has the reason')
  // After a crash, what the server reads from its log comes to the same.
  await full.postgres.stop()
  await full.postgres.start()
  assert.deepEqual(await readSoundItems(full.url), found)
}

const refuses = 'writes are a readable 507, reads go on, nothing is lost or half there'
onFull(`a disk that is full: ${refuses}`, fullDiskMissing, withTablesOnFullDisk, refusesWrites)
onFull(`files that may not grow: ${refuses}`, limitMissing, withLimitedFiles, refusesWrites)

onFull(
  'no room for its log: it goes down, which is a readable 503, and is back with all once there is',
  fullDiskMissing,
  withAllOnFullDisk,
  async (full, api) => {
    const answers = await addUntilRefused(api)
    const there = withStatus(answers, 201)
    assert.ok(there.length > 10, `${there.length} were stored`)
    for (let count = 0; count < 3; count++) {
      const title = `too late ${count}`
      answers.set(title, await add(api, title))
    }
    for (const answer of answers.values()) {
      if (answer.status === 201) continue
      assert.equal(answer.status, 503, answer.body)
      assertReadable(answer, page)
      assert.deepEqual(values(answer, 'retry-after'), ['5'])
    }

    await full.makeRoom()
    await untilBack(full, api)
    assert.equal((await add(api, 'there is room')).status, 201)
    // What was in doubt may have been done: the answer says so.
    assertThere(await readSoundItems(full.url), [...withStatus(answers, 201), 'there is room'])
  },
)
