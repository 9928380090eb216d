import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { Client } from 'pg'
import { createItemsRepository } from '../src/database/items.ts'
import { openDatabase } from '../src/database/open.ts'
import { ada, openApi, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { eventsIn, openEventStream } from './helpers/event-stream.ts'
import { collectLog } from './helpers/log.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { freePort, start } from './helpers/process.ts'
import { assertReadyAgain, assertUnavailable, type User } from './helpers/unavailable.ts'
import { json, type Lines, send } from './helpers/wire.ts'

const user = (cookie: string): User => ({ origin: web, cookie, account: ada })

await onPostgres(
  'PostgreSQL is unavailable',
  (postgres) => {
    beforeEach(() => postgres.start()) // a test that failed may have left it stopped

    it('stopped and started -> 503s with CORS headers and Retry-After, then all operations succeed again', async () => {
      const log = collectLog()
      const url = await postgres.newDatabase()
      const logger = { level: 'trace', stream: log.stream }
      const api = await openApi({ database: await openDatabase(url), logger })
      try {
        const cookie = await signIn(api)
        const created = await send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
        assert.equal(created.status, 201)
        for (let times = 0; times < 2; times++) {
          const stream = await openEventStream(api)
          await postgres.stop()
          await assertUnavailable(api, user(cookie))
          // Every connection of the pool is lost and has to be replaced.
          await postgres.start()
          for (let count = 0; count < 15; count++) {
            assert.equal((await send(api, 'GET /api/items/1', [['Origin', web]])).status, 200)
          }
          await assertReadyAgain(api)
          const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
          assert.equal((await send(api, 'PATCH /api/items/1', lines, '{"done":true}')).status, 200)

          await stream.until((text) => text.endsWith('\r\n0\r\n\r\n'))
          const again = await openEventStream(api)
          const added = await send(api, 'POST /api/items', json(web, cookie), '{"title":"b"}')
          const { id } = JSON.parse(added.body) as { id: number }
          // The event of the PATCH may come first.
          await again.until((text) => text.includes('"created"'))
          assert.deepEqual(eventsIn(again.received).at(-1), { type: 'created', id })
          again.close()
        }
        assert.match(log.text(), /ECONNREFUSED/)
        assert.equal(log.text().includes(new URL(url).password), false)
      } finally {
        await api.close()
      }
    })

    it('stopped during 60 requests -> each has a response, 201 or 503, and no write is partial', async () => {
      const api = await openApi({ database: await openDatabase(await postgres.newDatabase()) })
      try {
        const cookie = await signIn(api)
        const write = () => send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
        const responses = Promise.all(Array.from({ length: 60 }, write))
        await postgres.stop()
        const statuses = (await responses).map(({ status }) => status)
        await postgres.start()
        assert.deepEqual(
          statuses.filter((status) => status !== 201 && status !== 503),
          [],
        )
        const { items, total } = await createItemsRepository(api.database).paginate(100)
        assert.equal(total, items.length)
        assert.ok(total >= statuses.filter((status) => status === 201).length, `${total}`)
      } finally {
        await api.close()
      }
    })

    it('stopped -> the API closes without an error', async () => {
      const api = await openApi({ database: await openDatabase(await postgres.newDatabase()) })
      await postgres.stop()
      await api.close()
      await postgres.start()
    })

    it('does not allow connections -> 503s with CORS headers; allows them again -> 200', async () => {
      const url = await postgres.newDatabase()
      const name = new URL(url).pathname.slice(1)
      const api = await openApi({ database: await openDatabase(url) })
      try {
        const cookie = await signIn(api)
        await postgres.query(
          postgres.url,
          `alter database ${name} with allow_connections false;
           select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        )
        await assertUnavailable(api, user(cookie))
        await postgres.query(postgres.url, `alter database ${name} with allow_connections true`)
        assert.equal((await send(api, 'GET /api/items', [['Origin', web]])).status, 200)
      } finally {
        await api.close()
      }
    })

    it('too many connections -> some 503s with CORS headers, then 200', async () => {
      const url = new URL(await postgres.newDatabase())
      await postgres.query(
        url.href,
        'create role guest login connection limit 2; grant all on schema public to guest',
      )
      url.username = 'guest'
      const api = await openApi({ database: await openDatabase(url.href) })
      try {
        const read = () => send(api, 'GET /api/items', [['Origin', web]])
        const responses = await Promise.all(Array.from({ length: 10 }, read))
        const rejected = responses.filter(({ status }) => status !== 200)
        assert.ok(
          rejected.length > 0 && rejected.length < 10,
          `${rejected.length} of 10 are rejected`,
        )
        for (const response of rejected) {
          assert.equal(response.status, 503)
          assertCorsHeaders(response, web)
        }
        for (let count = 0; count < 5; count++) assert.equal((await read()).status, 200)
      } finally {
        await api.close()
      }
    })

    it('a query waits for a lock -> 503 after the query timeout, and other requests do not wait', async () => {
      const url = await postgres.newDatabase()
      const api = await openApi({ database: await openDatabase(url) })
      const other = new Client({ connectionString: url })
      await other.connect()
      try {
        const cookie = await signIn(api)
        await other.query('begin; lock table items')
        const slow = await send(api, 'GET /api/items/1', [['Origin', web]])
        assert.equal(slow.status, 503)
        assertCorsHeaders(slow, web)
        assert.equal((await send(api, 'GET /api/session', json(web, cookie))).status, 200)
        await other.query('rollback')
        assert.equal((await send(api, 'GET /api/items', [['Origin', web]])).status, 200)
      } finally {
        await other.end()
        await api.close()
      }
    })

    it('not running at start -> exit code 1, and one line with the reason and without the password', async () => {
      const port = await freePort()
      const url = `postgres://items:hunter2@localhost:${port}/shop?application_name=hunter2`
      const variables = {
        API_ORIGIN: 'http://localhost:3199',
        WEB_ORIGINS: web,
        DATABASE_URL: url,
        DATABASE_FILE: '',
        PORT: '0',
      }
      const ended = await start(['src/server.ts'], variables).ended
      assert.equal(ended.code, 1, ended.output)
      assert.match(
        ended.output,
        new RegExp(
          `^DATABASE_UNUSABLE {2}DATABASE_URL localhost:${port}/shop: connection refused\\. .*`,
        ),
      )
      assert.doesNotMatch(ended.output, /hunter2|\n\s+at /)
    })
  },
  { stops: true },
)
