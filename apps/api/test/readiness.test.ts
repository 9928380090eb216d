import assert from 'node:assert/strict'
import { copyFile, mkdtemp, rename, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openDatabase } from '../src/database/open.ts'
import { openApi, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { json, send, values } from './helpers/wire.ts'

const folder = await mkdtemp(join(tmpdir(), 'items-'))
after(() => rm(folder, { recursive: true, force: true }))

describe('GET /readyz', () => {
  it('the database file is in its folder -> 200, and POST /api/items returns 201', async () => {
    const api = await openApi({ database: await openDatabase(join(folder, 'present.db')) })
    try {
      const cookie = await signIn(api)
      assert.equal((await send(api, 'GET /readyz')).status, 200)
      const added = await send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      assert.equal(added.status, 201)
      assert.equal((await send(api, 'GET /readyz')).status, 200)
    } finally {
      await api.close()
    }
  })

  const changes: Record<string, (file: string) => Promise<void>> = {
    deleted: (file) => rm(file),
    'replaced by a copy': async (file) => {
      await copyFile(file, `${file}.copy`)
      await rename(`${file}.copy`, file)
    },
  }
  for (const [change, apply] of Object.entries(changes)) {
    it(`the database file was ${change} -> 503, and POST /api/items returns 503 with CORS headers`, async () => {
      const file = join(folder, `${change}.db`)
      const api = await openApi({ database: await openDatabase(file) })
      try {
        const cookie = await signIn(api)
        assert.equal((await send(api, 'GET /readyz')).status, 200)
        await apply(file)
        for (let count = 0; count < 2; count++) {
          const ready = await send(api, 'GET /readyz', [['Origin', web]])
          assert.equal(ready.status, 503)
          assertCorsHeaders(ready, web)
          assert.deepEqual(values(ready, 'retry-after'), ['5'])
          assert.deepEqual(JSON.parse(ready.body), {
            status: 'unavailable',
            database: 'DATABASE_UNAVAILABLE',
          })
          const added = await send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
          assert.equal(added.status, 503, added.body)
          assertCorsHeaders(added, web)
        }
        assert.equal((await send(api, 'GET /healthz')).status, 200)
      } finally {
        await api.close()
      }
    })
  }
})
