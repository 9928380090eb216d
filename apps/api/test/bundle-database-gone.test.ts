import assert from 'node:assert/strict'
import { it } from 'node:test'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { eventsIn, listen } from './helpers/event-stream.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { openSite, page, stranger, type Production } from './helpers/production.ts'
import { assertUnavailable } from './helpers/unavailable.ts'
import { ask, json, preflightLines, values, type Answer, type Lines } from './helpers/wire.ts'

const readable: Lines = [['Origin', page]]
const isOver = (received: string) => received.endsWith('\r\n0\r\n\r\n')
const add = (api: Production, title: string): Promise<Answer> =>
  ask(api, 'POST /api/items', json(page, api.cookie), JSON.stringify({ title }))

async function titlesAt(api: Production): Promise<string[]> {
  const { body } = await ask(api, 'GET /api/items?limit=100', readable)
  return (JSON.parse(body) as { items: { title: string }[] }).items.map(({ title }) => title)
}

/** What a page needs to read the 503 of its write, and what a stranger gets of either. */
async function assertPreflightsPass(api: Production): Promise<void> {
  const preflight = preflightLines(page, 'PATCH', 'content-type,if-match')
  const passed = await ask(api, 'OPTIONS /api/items/1', preflight)
  assert.equal(passed.status, 204)
  assert.deepEqual(values(passed, 'access-control-allow-origin'), [page])
}
async function assertStrangersReadNothing(api: Production): Promise<void> {
  const read = await ask(api, 'GET /api/items', [['Origin', stranger]])
  assert.equal(read.status, 503)
  assertUnreadable(read)
  const write = await ask(api, 'POST /api/items', json(stranger, api.cookie), '{"title":"a"}')
  assert.equal(write.status, 403, 'refused before the database is asked')
  assertUnreadable(write)
}

await onPostgres(
  'the built API, whose PostgreSQL goes and comes back',
  (postgres) => {
    it('answers 503 meanwhile, to its own pages readably, then goes on: one process, the same sessions', async () => {
      const url = await postgres.newDatabase()
      const site = await openSite({ DATABASE_URL: url, DATABASE_FILE: '' })
      try {
        const api = await site.start()
        assert.equal((await add(api, 'first')).status, 201)
        const acknowledged = ['first']
        // Once with every connection in use, and once with all of them idle.
        for (const signal of ['SIGQUIT', 'SIGINT'] as const) {
          const stream = await listen(api, readable)
          const titles = Array.from({ length: 30 }, (_, index) => `${signal} ${index}`)
          const underWay = titles.map((title) => add(api, title))
          await (signal === 'SIGQUIT' ? Promise.race(underWay) : Promise.all(underWay))
          await postgres.stop(signal)
          for (const [index, answer] of (await Promise.all(underWay)).entries()) {
            assert.ok([201, 503].includes(answer.status), answer.body)
            assertReadable(answer, page)
            if (answer.status === 201) acknowledged.push(titles[index]!)
          }
          const account = { name: 'ada', password: 'nobody looks at it' }
          await assertUnavailable(api, { origin: page, cookie: api.cookie, account })
          await assertPreflightsPass(api)
          await assertStrangersReadNothing(api)
          assert.equal(isOver(stream.received), false, 'a stream waits for the database')

          await postgres.start()
          for (let count = 0; count < 15; count++) {
            assert.equal((await ask(api, 'GET /api/items/1', readable)).status, 200)
          }
          assert.equal((await ask(api, 'GET /readyz')).status, 200)
          const session = await ask(api, 'GET /api/session', json(page, api.cookie))
          assert.equal(session.body, '{"user":{"name":"ada"}}')
          assert.equal((await add(api, `after ${signal}`)).status, 201)
          acknowledged.push(`after ${signal}`)

          // The stream ends, so that pages read anew what nobody could tell them.
          assert.ok(isOver(await stream.until(isOver)))
          const there = await titlesAt(api)
          assert.deepEqual(
            acknowledged.filter((title) => !there.includes(title)),
            [],
            'acknowledged and not there',
          )
          const again = await listen(api, readable)
          const { id } = JSON.parse((await add(api, 'heard of')).body) as { id: number }
          // What was announced just before may come first.
          const heard = (text: string) => eventsIn(text).at(-1)
          await again.until((text) => (heard(text) as { id: number } | undefined)?.id === id)
          assert.deepEqual(heard(again.received), { type: 'created', id })
          again.close()
        }

        api.child.kill('SIGTERM')
        assert.deepEqual(await api.ended, { code: 0, signal: null })
        // Now it has said all it had to say.
        const lines = api.screen().trim().split('\n')
        const pids = lines.map((line) => (JSON.parse(line) as { pid: number }).pid)
        assert.deepEqual(new Set(pids), new Set([api.child.pid]), 'nobody restarted it')
        assert.match(api.screen(), /the database does not answer/)
        assert.equal(api.screen().includes(new URL(url).password), false)
      } finally {
        await site.close()
      }
    })
  },
  { stops: true },
)
