import assert from 'node:assert/strict'
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import Database from 'libsql'
import { openStore } from '../src/store/open-store.ts'
import { ada, web } from './helpers/api.ts'
import { assertReadable } from './helpers/cors-asserts.ts'
import { ask, json, values } from './helpers/wire.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))
const script = fileURLToPath(new URL('helpers/serve-file.ts', import.meta.url))
const skip =
  spawnSync('prlimit', ['--version']).status === 0
    ? false
    : 'prlimit limits how far files may grow: it comes with util-linux'

/** An API whose files may grow to so many bytes, as on a disk that has no more. */
async function serve(file: string, bytes: number) {
  const node = [process.execPath, '--import', 'tsx', script, file]
  const child = spawn('prlimit', [`--fsize=${bytes}:unlimited`, ...node], { stdio: 'pipe' })
  const ended = once(child, 'exit')
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  const port = Number(/listens on (\d+)/.exec(said.toString())?.[1])
  return {
    port,
    makeRoom: () => execFileSync('prlimit', [`--pid=${child.pid}`, '--fsize=unlimited']),
    async close() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

describe('a disk that is full', { skip, timeout: 60_000 }, () => {
  for (const bytes of [300_000, 1_000_000]) {
    it(`at ${bytes} bytes: writes are a readable 507, reads go on, nothing is lost`, async () => {
      const file = join(folder, `${bytes}/items.db`)
      const title = 'a'.repeat(200)
      const api = await serve(file, bytes)
      let stored = 0
      try {
        const signedIn = await ask(api, 'POST /api/session', json(web), JSON.stringify(ada))
        const cookie = values(signedIn, 'set-cookie')[0]?.split(';', 1)[0]
        const write = () =>
          ask(api, 'POST /api/items', json(web, cookie), JSON.stringify({ title }))

        let answer = await write()
        for (; answer.status === 201; answer = await write()) stored += 1
        assert.ok(stored > 10, `${stored} were stored`)
        for (let count = 0; count < 3; count++) {
          assert.equal(answer.status, 507, answer.body)
          assert.match(answer.body, /"STORAGE_FULL"/)
          assertReadable(answer, web)
          answer = await write()
        }
        const read = await ask(api, 'GET /api/items?limit=100', [['Origin', web]])
        assert.equal(read.status, 200)
        assert.deepEqual(values(read, 'x-total-count'), [String(stored)])
        assert.match((await ask(api, 'GET /api/session', json(web, cookie))).body, /"ada"/)

        api.makeRoom()
        assert.equal((await write()).status, 201)
      } finally {
        await api.close()
      }

      const database = new Database(file)
      assert.deepEqual(database.pragma('integrity_check'), [{ integrity_check: 'ok' }])
      database.close()
      const store = await openStore(file)
      const { items, total } = await store.items.page(10_000)
      assert.equal(total, stored + 1)
      assert.equal(items.length, total)
      assert.deepEqual(new Set(items.map((item) => item.title)), new Set([title]))
      await store.close()
    })
  }

  it('at the first start: the schema is undone, and is made once there is room', async () => {
    const file = join(folder, 'new/items.db')
    const code = [
      `import { openStore } from ${JSON.stringify(new URL('../src/store/open-store.ts', import.meta.url).href)}`,
      `await openStore(${JSON.stringify(file)})`,
    ].join('\n')
    const node = [process.execPath, '--import', 'tsx', '--input-type=module', '--eval', code]
    const { status, stderr } = spawnSync('prlimit', ['--fsize=30000', ...node], {
      encoding: 'utf8',
    })
    assert.equal(status, 1, stderr)
    assert.match(stderr, /STORAGE_FULL/)
    const store = await openStore(file)
    assert.equal((await store.items.create('a', 'ada')).id, 1)
    await store.close()
  })
})
