import assert from 'node:assert/strict'
import { it } from 'node:test'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { deploy, evil, web, type ApiProcess } from './helpers/deployment.ts'
import { eventsIn, openEventStream } from './helpers/event-stream.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { assertReadyAgain, assertUnavailable } from './helpers/unavailable.ts'
import {
  json,
  type Lines,
  preflightLines,
  send,
  values,
  type WireResponse,
} from './helpers/wire.ts'

const fromWeb: Lines = [['Origin', web]]
const hasEnded = (received: string) => received.endsWith('\r\n0\r\n\r\n')
const add = (api: ApiProcess, title: string): Promise<WireResponse> =>
  send(api, 'POST /api/items', json(web, api.cookie), JSON.stringify({ title }))

async function titlesAt(api: ApiProcess): Promise<string[]> {
  const { body } = await send(api, 'GET /api/items?limit=100', fromWeb)
  return (JSON.parse(body) as { items: { title: string }[] }).items.map(({ title }) => title)
}

/** A page can read the 503 of its change only if the preflight succeeds. */
async function assertPreflightsPass(api: ApiProcess): Promise<void> {
  const preflight = preflightLines(web, 'PATCH', 'content-type,if-match')
  const passed = await send(api, 'OPTIONS /api/items/1', preflight)
  assert.equal(passed.status, 204)
  assert.deepEqual(values(passed, 'access-control-allow-origin'), [web])
}
async function assertDisallowedOriginUnreadable(api: ApiProcess): Promise<void> {
  const read = await send(api, 'GET /api/items', [['Origin', evil]])
  assert.equal(read.status, 503)
  assertNoCorsHeaders(read)
  const write = await send(api, 'POST /api/items', json(evil, api.cookie), '{"title":"a"}')
  assert.equal(write.status, 403, 'rejected before the database is used')
  assertNoCorsHeaders(write)
}

await onPostgres(
  'The bundle while PostgreSQL is unavailable',
  (postgres) => {
    it('returns 503s, which only pages on allowed origins can read, then continues: same process, same sessions', async () => {
      const url = await postgres.newDatabase()
      const deployment = await deploy({ DATABASE_URL: url, DATABASE_FILE: '' })
      try {
        const api = await deployment.start()
        assert.equal((await add(api, 'first')).status, 201)
        const acknowledged = ['first']
        // Once with every connection in use, and once with all idle.
        for (const signal of ['SIGQUIT', 'SIGINT'] as const) {
          const stream = await openEventStream(api, fromWeb)
          const titles = Array.from({ length: 30 }, (_, index) => `${signal} ${index}`)
          const inProgress = titles.map((title) => add(api, title))
          await (signal === 'SIGQUIT' ? Promise.race(inProgress) : Promise.all(inProgress))
          await postgres.stop(signal)
          for (const [index, response] of (await Promise.all(inProgress)).entries()) {
            assert.ok([201, 503].includes(response.status), response.body)
            assertCorsHeaders(response, web)
            if (response.status === 201) acknowledged.push(titles[index]!)
          }
          const account = { name: 'ada', password: 'not checked' }
          await assertUnavailable(api, { origin: web, cookie: api.cookie, account })
          await assertPreflightsPass(api)
          await assertDisallowedOriginUnreadable(api)
          assert.equal(hasEnded(stream.received), false, 'the stream stays open')

          await postgres.start()
          for (let count = 0; count < 15; count++) {
            assert.equal((await send(api, 'GET /api/items/1', fromWeb)).status, 200)
          }
          await assertReadyAgain(api)
          const session = await send(api, 'GET /api/session', json(web, api.cookie))
          assert.equal(session.body, '{"user":{"name":"ada"}}')
          assert.equal((await add(api, `after ${signal}`)).status, 201)
          acknowledged.push(`after ${signal}`)

          // The stream ends, so that pages fetch the items again.
          assert.ok(hasEnded(await stream.until(hasEnded)))
          const stored = await titlesAt(api)
          assert.deepEqual(
            acknowledged.filter((title) => !stored.includes(title)),
            [],
            'acknowledged and not stored',
          )
          const again = await openEventStream(api, fromWeb)
          const { id } = JSON.parse((await add(api, 'event')).body) as { id: number }
          // The event of the previous change may come first.
          const latest = (text: string) => eventsIn(text).at(-1)
          await again.until((text) => (latest(text) as { id: number } | undefined)?.id === id)
          assert.deepEqual(latest(again.received), { type: 'created', id })
          again.close()
        }

        api.child.kill('SIGTERM')
        assert.deepEqual(await api.ended, { code: 0, signal: null })
        const lines = api.output().trim().split('\n')
        const pids = lines.map((line) => (JSON.parse(line) as { pid: number }).pid)
        assert.deepEqual(new Set(pids), new Set([api.child.pid]), 'one process')
        assert.match(api.output(), /database is unavailable/)
        assert.equal(api.output().includes(new URL(url).password), false)
      } finally {
        await deployment.close()
      }
    })
  },
  { stops: true },
)
