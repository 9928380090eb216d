import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { createServer } from 'vite'

const web = join(import.meta.dirname, '..')
const root = join(web, '..', '..')
const folder = mkdtempSync(join(tmpdir(), 'dev-server-'))
const database = join(folder, 'items.db')
writeFileSync(database, 'SQLite format 3')

/** The server of vite.config.ts at another port: `npm start` may be using the real one. */
const createDevServer = (port: number) =>
  createServer({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    configLoader: 'runner',
    cacheDir: join(folder, 'cache'),
    logLevel: 'silent',
    server: { port, host: '127.0.0.1', watch: null, hmr: false, ws: false },
  })
const vite = await createDevServer(0)
await vite.listen()
after(async () => {
  await vite.close()
  rmSync(folder, { recursive: true, force: true })
})

const { port } = vite.httpServer?.address() as AddressInfo
const origin = `http://127.0.0.1:${port}`
const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(origin + path, { headers })
const corsHeaders = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'))

describe('the development server and other origins', () => {
  for (const path of ['/', '/src/main.ts', '/@vite/client', '/favicon.svg']) {
    it(`GET ${path} from a page on another localhost port → 200 without CORS headers`, async () => {
      const response = await get(path, { origin: 'http://localhost:9999' })
      assert.equal(response.status, 200)
      assert.deepEqual(corsHeaders(response), [])
    })
  }

  it('a preflight from another localhost port → no CORS headers', async () => {
    const response = await fetch(`${origin}/src/main.ts`, {
      method: 'OPTIONS',
      headers: { origin: 'http://localhost:9999', 'access-control-request-method': 'GET' },
    })
    assert.deepEqual(corsHeaders(response), [])
  })
})

describe('the development server and files', () => {
  for (const path of [
    '/src/main.ts',
    '/src/App.vue',
    `/@fs${web}/src/main.ts`,
    `/@fs${root}/packages/config/src/client.ts`,
    `/@fs${root}/packages/config/src/rules.ts`,
  ]) {
    it(`GET ${path.replace(root, '…')}, inside server.fs.allow → 200`, async () => {
      assert.equal((await get(path)).status, 200)
    })
  }

  for (const path of [
    `${root}/package.json`,
    `${root}/.env.example`,
    `${root}/apps/api/src/app.ts`,
    `${root}/packages/config/package.json`,
    database,
    '/etc/passwd',
  ]) {
    for (const query of ['', '?raw', '?url', '?import&raw']) {
      const url = `/@fs${path}${query}`
      it(`GET ${url.replace(root, '…').replace(folder, '…')}, outside server.fs.allow → 403`, async () => {
        assert.equal((await get(url)).status, 403)
      })
    }
  }
})

describe('the address of the development server', () => {
  it('a busy port → an error, not the next port: the API does not allow that origin', async () => {
    const second = await createDevServer(port)
    try {
      await assert.rejects(second.listen(), new RegExp(`Port ${port} is already in use`))
    } finally {
      await second.close()
    }
  })

  it('no proxy: it would make the API same-origin', () => {
    assert.equal(vite.config.server.proxy, undefined)
  })
})
