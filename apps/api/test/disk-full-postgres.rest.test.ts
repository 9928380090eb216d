import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readCheckedItems } from './helpers/checked-items.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { deploy, web, type ApiProcess } from './helpers/deployment.ts'
import {
  fullDiskMissing,
  limitMissing,
  withAllOnFullDisk,
  withLimitedFiles,
  withTablesOnFullDisk,
  type FullPostgres,
} from './helpers/full-postgres.ts'
import { json, send, values, type WireResponse } from './helpers/wire.ts'

const add = (api: ApiProcess, title: string): Promise<WireResponse> =>
  send(api, 'POST /api/items', json(web, api.cookie), JSON.stringify({ title }))

/** Adds items, four at a time, until one is rejected. @returns the responses, by title */
async function addUntilRejected(api: ApiProcess): Promise<Map<string, WireResponse>> {
  const responses = new Map<string, WireResponse>()
  for (let round = 0; round < 1000; round++) {
    const titles = [0, 1, 2, 3].map((each) => `${round}.${each} `.padEnd(200, 'a'))
    await Promise.all(titles.map(async (title) => responses.set(title, await add(api, title))))
    if (titles.some((title) => responses.get(title)?.status !== 201)) return responses
  }
  throw new Error('the disk was not full after 4,000 items')
}

const withStatus = (responses: Map<string, WireResponse>, ...statuses: number[]): string[] =>
  [...responses].filter(([, { status }]) => statuses.includes(status)).map(([title]) => title)

/** Asserts which titles are stored. */
function assertStored(found: string[], acknowledged: string[], rejected: string[] = []): void {
  const stored = new Set(found)
  assert.deepEqual(
    acknowledged.filter((title) => !stored.has(title)),
    [],
    'acknowledged and not stored',
  )
  assert.deepEqual(
    rejected.filter((title) => stored.has(title)),
    [],
    'rejected and stored',
  )
}

/** Starts the server again, also if it ends once more meanwhile. */
async function untilReadyAgain({ postgres }: FullPostgres, api: ApiProcess): Promise<void> {
  for (let attempts = 0; attempts < 300; attempts++) {
    await postgres.start()
    if ((await send(api, 'GET /readyz')).status === 200) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('the database is still unavailable')
}

function onFull(
  name: string,
  missing: string | undefined,
  open: () => Promise<FullPostgres>,
  test: (full: FullPostgres, api: ApiProcess) => Promise<void>,
): void {
  it(`PostgreSQL, ${name}`, { skip: missing ?? false, timeout: 60_000 }, async () => {
    const full = await open()
    const deployment = await deploy({ DATABASE_URL: full.url, DATABASE_FILE: '' })
    try {
      const api = await deployment.start()
      await full.fill()
      await test(full, api)
    } finally {
      await deployment.close()
      await full.close()
    }
  })
}

async function testRejectedChanges(full: FullPostgres, api: ApiProcess): Promise<void> {
  const responses = await addUntilRejected(api)
  const [stored, rejected] = [withStatus(responses, 201), withStatus(responses, 507)]
  assert.ok(stored.length > 10, `${stored.length} were stored`)
  assert.equal(stored.length + rejected.length, responses.size, 'every other response is a 507')
  for (const title of rejected) {
    const response = responses.get(title)!
    assert.match(response.body, /"STORAGE_FULL"/)
    assertCorsHeaders(response, web)
    assert.deepEqual(values(response, 'retry-after'), [], 'retrying does not help')
  }
  assert.equal((await send(api, 'GET /api/items', [['Origin', web]])).status, 200)
  const notReady = await send(api, 'GET /readyz')
  assert.equal(notReady.status, 503)
  assert.match(notReady.body, /"STORAGE_FULL"/)
  assert.match((await send(api, 'GET /api/session', json(web, api.cookie))).body, /"ada"/)

  await full.makeRoom()
  assert.equal((await add(api, 'with space')).status, 201)
  const found = await readCheckedItems(full.url)
  assertStored(found, [...stored, 'with space'], rejected)
  assert.ok(api.output().includes('could not extend file'), 'the log has the reason')
  // After a crash, the server restores the same items from its log.
  await full.postgres.stop()
  await full.postgres.start()
  assert.deepEqual(await readCheckedItems(full.url), found)
}

const outcome =
  'changes return 507 with CORS headers, /readyz 503, reads succeed, no item is lost or partial'
onFull(
  `the disk of its tables is full -> ${outcome}`,
  fullDiskMissing,
  withTablesOnFullDisk,
  testRejectedChanges,
)
onFull(`its files may not grow -> ${outcome}`, limitMissing, withLimitedFiles, testRejectedChanges)

onFull(
  'the disk of its write-ahead log is full -> the server stops, 503s with CORS headers; with space, every acknowledged item is stored',
  fullDiskMissing,
  withAllOnFullDisk,
  async (full, api) => {
    const responses = await addUntilRejected(api)
    const stored = withStatus(responses, 201)
    assert.ok(stored.length > 10, `${stored.length} were stored`)
    for (let count = 0; count < 3; count++) {
      const title = `too late ${count}`
      responses.set(title, await add(api, title))
    }
    for (const response of responses.values()) {
      if (response.status === 201) continue
      assert.equal(response.status, 503, response.body)
      assertCorsHeaders(response, web)
      assert.deepEqual(values(response, 'retry-after'), ['5'])
    }

    await full.makeRoom()
    await untilReadyAgain(full, api)
    assert.equal((await add(api, 'with space')).status, 201)
    // A change with a 503 may have been saved, as its message says.
    assertStored(await readCheckedItems(full.url), [...withStatus(responses, 201), 'with space'])
  },
)
