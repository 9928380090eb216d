import assert from 'node:assert/strict'
import { beforeEach, it } from 'node:test'
import { Client } from 'pg'
import { openStore } from '../src/store/open-store.ts'
import { ada, openApi, signIn, web } from './helpers/api.ts'
import { assertReadable } from './helpers/cors-asserts.ts'
import { eventsIn, listen } from './helpers/event-stream.ts'
import { collectLog } from './helpers/log.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { freePort, start } from './helpers/process.ts'
import { assertUnavailable, type Visitor } from './helpers/unavailable.ts'
import { ask, json, type Lines } from './helpers/wire.ts'

const visitor = (cookie: string): Visitor => ({ origin: web, cookie, account: ada })

await onPostgres(
  'a PostgreSQL that goes and comes back',
  (postgres) => {
    beforeEach(() => postgres.start()) // a test that failed may have left it stopped

    it('stopped under a running API: a readable 503 meanwhile, then all is as before', async () => {
      const log = collectLog()
      const url = await postgres.newDatabase()
      const logger = { level: 'trace', stream: log.stream }
      const api = await openApi({ store: await openStore(url), logger })
      try {
        const cookie = await signIn(api)
        const created = await ask(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
        assert.equal(created.status, 201)
        for (let times = 0; times < 2; times++) {
          const stream = await listen(api)
          await postgres.stop()
          await assertUnavailable(api, visitor(cookie))
          // What was not tried while it was gone, and every connection of the pool, was lost too.
          await postgres.start()
          for (let count = 0; count < 15; count++) {
            assert.equal((await ask(api, 'GET /api/items/1', [['Origin', web]])).status, 200)
          }
          assert.equal((await ask(api, 'GET /readyz')).status, 200)
          const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
          assert.equal((await ask(api, 'PATCH /api/items/1', lines, '{"done":true}')).status, 200)

          await stream.until((text) => text.endsWith('\r\n0\r\n\r\n'))
          const again = await listen(api)
          await ask(api, 'PATCH /api/items/1', lines, '{"done":false}')
          await again.until((text) => eventsIn(text).length > 0)
          assert.deepEqual(eventsIn(again.received), [{ type: 'updated', id: 1 }])
          again.close()
        }
        assert.match(log.text(), /ECONNREFUSED/)
        assert.equal(log.text().includes(new URL(url).password), false)
      } finally {
        await api.close()
      }
    })

    it('stopped in the middle of many requests: each is answered, none is half done', async () => {
      const api = await openApi({ store: await openStore(await postgres.newDatabase()) })
      try {
        const cookie = await signIn(api)
        const write = () => ask(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
        const answers = Promise.all(Array.from({ length: 60 }, write))
        await postgres.stop()
        const statuses = (await answers).map(({ status }) => status)
        await postgres.start()
        assert.deepEqual(
          statuses.filter((status) => status !== 201 && status !== 503),
          [],
        )
        const { items, total } = await api.store.items.page(100)
        assert.equal(total, items.length)
        assert.ok(total >= statuses.filter((status) => status === 201).length, `${total}`)
      } finally {
        await api.close()
      }
    })

    it('an API whose database is gone closes all the same', async () => {
      const api = await openApi({ store: await openStore(await postgres.newDatabase()) })
      await postgres.stop()
      await api.close()
      await postgres.start()
    })

    it('a database that takes no connections is a readable 503 until it does', async () => {
      const url = await postgres.newDatabase()
      const name = new URL(url).pathname.slice(1)
      const api = await openApi({ store: await openStore(url) })
      try {
        const cookie = await signIn(api)
        await postgres.query(
          postgres.url,
          `alter database ${name} with allow_connections false;
           select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`,
        )
        await assertUnavailable(api, visitor(cookie))
        await postgres.query(postgres.url, `alter database ${name} with allow_connections true`)
        assert.equal((await ask(api, 'GET /api/items', [['Origin', web]])).status, 200)
      } finally {
        await api.close()
      }
    })

    it('too many clients: who finds no room gets a readable 503, and the API goes on', async () => {
      const url = new URL(await postgres.newDatabase())
      await postgres.query(
        url.href,
        'create role guest login connection limit 2; grant all on schema public to guest',
      )
      url.username = 'guest'
      const api = await openApi({ store: await openStore(url.href) })
      try {
        const read = () => ask(api, 'GET /api/items', [['Origin', web]])
        const answers = await Promise.all(Array.from({ length: 10 }, read))
        const refused = answers.filter(({ status }) => status !== 200)
        assert.ok(refused.length > 0 && refused.length < 10, `${refused.length} of 10 are refused`)
        for (const answer of refused) {
          assert.equal(answer.status, 503)
          assertReadable(answer, web)
        }
        for (let count = 0; count < 5; count++) assert.equal((await read()).status, 200)
      } finally {
        await api.close()
      }
    })

    it('a query that gets no answer is a 503, and nobody else waits behind it', async () => {
      const url = await postgres.newDatabase()
      const api = await openApi({ store: await openStore(url) })
      const other = new Client({ connectionString: url })
      await other.connect()
      try {
        const cookie = await signIn(api)
        await other.query('begin; lock table items')
        const slow = await ask(api, 'GET /api/items/1', [['Origin', web]])
        assert.equal(slow.status, 503)
        assertReadable(slow, web)
        assert.equal((await ask(api, 'GET /api/session', json(web, cookie))).status, 200)
        await other.query('rollback')
        assert.equal((await ask(api, 'GET /api/items', [['Origin', web]])).status, 200)
      } finally {
        await other.end()
        await api.close()
      }
    })

    it('at start, a server that is not there is named without its password', async () => {
      const port = await freePort()
      const url = `postgres://items:hunter2@localhost:${port}/shop?application_name=hunter2`
      const variables = { DATABASE_URL: url, DATABASE_FILE: '', PORT: '0' }
      const ended = await start(['src/server.ts'], variables).ended
      assert.equal(ended.code, 1, ended.screen)
      assert.match(
        ended.screen,
        new RegExp(`^DATABASE_UNUSABLE {2}localhost:${port}/shop: .*ECONNREFUSED`),
      )
      assert.doesNotMatch(ended.screen, /hunter2|\n\s+at /)
    })
  },
  { stops: true },
)
