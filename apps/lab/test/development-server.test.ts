import { serveNodeHttp } from 'cors-verify/servers/node-http'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveWithVite } from '../src/scenarios/_development-server.ts'
import { listenAsTold } from '../src/server/listen-as-told.ts'
import type { Step, PageName, StartedServer } from '../src/shared/types.ts'
import { ask } from './lab.ts'

const api = () => serveNodeHttp({})
const taken = { isPortTaken: true }

for (const { title, server, around, origin } of [
  {
    title: 'Vite whose port is free → its page has that port',
    server: { port: 5173, strictPort: false },
    around: {},
    origin: 'http://localhost:5173',
  },
  {
    title: 'Vite whose port is taken, strictPort false → its page is on the next one',
    server: { port: 5173, strictPort: false },
    around: taken,
    origin: 'http://localhost:5174',
  },
  {
    title: 'Vite whose port is taken, strictPort true → the other one ends, and it has its port',
    server: { port: 4000, strictPort: true },
    around: taken,
    origin: 'http://localhost:4000',
  },
])
  test(title, async () => {
    const { page, close } = await serveWithVite(api, { server }, around)
    try {
      assert.equal(page?.origin, origin)
    } finally {
      await close()
    }
  })

test('a page that asks its own Vite for /api gets what the API says, without a CORS header', async () => {
  const proxy = { '/api': 'http://localhost:3000' }
  for (const [server, status] of [
    [{ proxy }, 200],
    [{}, 404],
  ] as const) {
    const { page, close } = await serveWithVite(api, { server })
    try {
      const response = await ask(`http://localhost:${page?.port}/api/items`)
      assert.equal(response.status, status)
      assert.equal(response.headers['access-control-allow-origin'], undefined)
    } finally {
      await close()
    }
  }
})

test('Vite as the entrance → its CORS layer responds to the preflight; with cors: false the API gets it', async () => {
  const proxy = { '/api': 'http://localhost:3000' }
  const withCors = () => serveNodeHttp({ 'Access-Control-Allow-Origin': 'https://app.example.com' })
  for (const [server, allowed] of [
    [{ proxy }, undefined],
    [{ proxy, cors: false }, 'https://app.example.com'],
  ] as const) {
    const { port, page, close } = await serveWithVite(withCors, { server }, { isInFront: true })
    try {
      assert.equal(port, page?.port)
      const { status, headers } = await ask(`http://localhost:${port}/api/items`, {
        method: 'OPTIONS',
        headers: {
          Origin: 'https://app.example.com',
          'Access-Control-Request-Method': 'PATCH',
        },
      })
      assert.equal(status, 204)
      assert.equal(headers['access-control-allow-origin'], allowed)
    } finally {
      await close()
    }
  }
})

test('an API that does not start leaves no Vite, and says why', async () => {
  const failing = () => Promise.reject(new Error('no milk'))
  await assert.rejects(serveWithVite(failing, {}), /no milk/)
})

const step = (page: PageName): Step => ({
  page,
  action: { kind: 'fetch', method: 'GET', path: '/', credentials: 'omit' },
})

/** A server whose development server serves its page at an origin, and whether it has ended. */
function serverAt(origin: string | undefined) {
  const state = { isClosed: false }
  const listen = (): Promise<StartedServer> =>
    Promise.resolve({
      port: 1,
      ...(origin !== undefined && { page: { origin, port: 2 } }),
      close: () => {
        state.isClosed = true
        return Promise.resolve()
      },
    })
  return { state, server: { code: 'code', file: 'README.md', listen } }
}

test('a side whose steps name the page that its development server has is started', async () => {
  for (const [page, origin] of [
    ['development', 'http://localhost:5173'],
    ['drifted', 'http://localhost:5174'],
    ['app', undefined],
  ] as const) {
    const { server, state } = serverAt(origin)
    assert.equal((await listenAsTold({ server, steps: [step(page)] })).port, 1)
    assert.equal(state.isClosed, false)
  }
})

test('a side whose steps name a page that is elsewhere is an error, and nothing keeps listening', async () => {
  for (const [page, origin, message] of [
    [
      'drifted',
      'http://localhost:5173',
      'PAGE_ELSEWHERE  steps "http://localhost:5174": the development server of this scenario has its page at http://localhost:5173. Let the steps name that page.',
    ],
    [
      'development',
      undefined,
      'PAGE_ELSEWHERE  steps "http://localhost:5173": the development server of this scenario has its page at no origin. Let the steps name that page.',
    ],
  ] as const) {
    const { server, state } = serverAt(origin)
    const started = listenAsTold({ server, steps: [step('app'), step(page)] })
    await assert.rejects(started, { name: 'LabError', message })
    assert.equal(state.isClosed, true)
  }
})
