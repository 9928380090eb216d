import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { createItemsRepository } from '../src/database/items.ts'
import { openDatabase } from '../src/database/open.ts'
import { ada, web } from './helpers/api.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { assertReadyAgain } from './helpers/unavailable.ts'
import { json, send, values } from './helpers/wire.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
const script = fileURLToPath(new URL('helpers/serve-file.ts', import.meta.url))
const skip =
  spawnSync('prlimit', ['--version']).status === 0
    ? false
    : 'prlimit is missing: install util-linux'

/**
 * Starts an API whose files have a maximum size, as on a disk that is full.
 *
 * @param room the bytes by which a file may grow, because the size at the start depends on the tables
 */
async function serve(file: string, room: number) {
  const node = ['--import', 'tsx', script, file]
  const child = spawn(process.execPath, node, { stdio: 'pipe' })
  const ended = once(child, 'exit')
  const [printed] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(/listens on (\d+)/.exec(printed.toString())?.[1])
  const limit = (bytes: string) =>
    execFileSync('prlimit', [`--pid=${child.pid}`, `--fsize=${bytes}`])
  const { size } = await stat(`${file}-wal`)
  limit(`${size + room}:unlimited`)
  return {
    port,
    makeRoom: () => limit('unlimited'),
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

describe('A full disk with SQLite', { skip, timeout: 300_000 }, () => {
  for (const room of [300_000, 1_000_000]) {
    it(`after ${room} bytes -> changes return 507 with CORS headers, /readyz 503, reads succeed, no item is lost`, async () => {
      const file = join(folder, `${room}/items.db`)
      const title = 'a'.repeat(200)
      const api = await serve(file, room)
      let stored = 0
      try {
        const signedIn = await send(api, 'POST /api/session', json(web), JSON.stringify(ada))
        const cookie = values(signedIn, 'set-cookie')[0]?.split(';', 1)[0]
        const write = () =>
          send(api, 'POST /api/items', json(web, cookie), JSON.stringify({ title }))

        let response = await write()
        for (; response.status === 201; response = await write()) stored += 1
        assert.ok(stored > 10, `${stored} were stored`)
        for (let count = 0; count < 3; count++) {
          assert.equal(response.status, 507, response.body)
          assert.deepEqual(values(response, 'retry-after'), [])
          assert.match(response.body, /"STORAGE_FULL"/)
          assertCorsHeaders(response, web)
          response = await write()
        }
        const notReady = await send(api, 'GET /readyz', [['Origin', web]])
        assert.equal(notReady.status, 503)
        assertCorsHeaders(notReady, web)
        const body = { status: 'unavailable', database: 'STORAGE_FULL' }
        assert.deepEqual(JSON.parse(notReady.body), body)
        assert.equal((await send(api, 'GET /healthz')).status, 200)
        const read = await send(api, 'GET /api/items?limit=100', [['Origin', web]])
        assert.equal(read.status, 200)
        assert.deepEqual(values(read, 'x-total-count'), [String(stored)])
        assert.match((await send(api, 'GET /api/session', json(web, cookie))).body, /"ada"/)

        api.makeRoom()
        assert.equal((await write()).status, 201)
        await assertReadyAgain(api)
      } finally {
        await api.close()
      }

      const database = new Database(file)
      assert.deepEqual(database.pragma('integrity_check'), [{ integrity_check: 'ok' }])
      database.close()
      const reopened = await openDatabase(file)
      const { items, total } = await createItemsRepository(reopened).paginate(10_000)
      assert.equal(total, stored + 1)
      assert.equal(items.length, total)
      assert.deepEqual(new Set(items.map((item) => item.title)), new Set([title]))
      await reopened.close()
    })
  }

  describe('at the first start', () => {
    const file = join(folder, 'new/items.db')
    const startWithoutSpace = () => {
      const node = [process.execPath, '--import', 'tsx', 'src/server.ts']
      const { PATH = '', HOME = '' } = process.env
      return spawnSync('prlimit', ['--fsize=30000', ...node], {
        cwd: fileURLToPath(new URL('..', import.meta.url)),
        env: {
          PATH,
          HOME,
          API_ORIGIN: 'http://localhost:3199',
          WEB_ORIGINS: web,
          PORT: '0',
          DATABASE_FILE: file,
        },
        encoding: 'utf8',
      })
    }

    it('-> one line and exit code 1; with space, the next start succeeds', async () => {
      const { status, stdout, stderr } = startWithoutSpace()
      assert.equal(status, 1, stderr)
      assert.equal((stdout + stderr).trim().split('\n').length, 1, stdout + stderr)
      assert.ok(stderr.startsWith(`DATABASE_UNUSABLE  DATABASE_FILE "${file}": `), stderr)
      const database = await openDatabase(file)
      assert.equal((await createItemsRepository(database).create('a', 'ada')).id, 1)
      await database.close()
    })

    it('-> the line names the full disk and the fix', async () => {
      await rm(dirname(file), { recursive: true, force: true })
      assert.match(startWithoutSpace().stderr, /: the disk is full\. Free disk space\.$/m)
    })
  })
})
