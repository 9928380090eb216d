import { serveNodeHttp } from 'cors-verify/servers/node-http'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { serveWithVite } from '../src/scenarios/_development-server.ts'
import { startSide } from '../src/server/start-side.ts'
import type { Step, PageName, StartedServer } from '../src/shared/types.ts'
import { send } from './lab.ts'

const api = () => serveNodeHttp({})
const busyPort = { isPortTaken: true }

for (const { title, server, around, origin } of [
  {
    title: 'Vite whose port is free → its page has that port',
    server: { port: 5173, strictPort: false },
    around: {},
    origin: 'http://localhost:5173',
  },
  {
    title: 'Vite whose port is taken, strictPort false → its page has the next port',
    server: { port: 5173, strictPort: false },
    around: busyPort,
    origin: 'http://localhost:5174',
  },
  {
    title:
      'Vite whose port is taken, strictPort true → the other program ends, its page has that port',
    server: { port: 4000, strictPort: true },
    around: busyPort,
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

test('a request for /api to the page’s own Vite → the response of the API, without CORS headers', async () => {
  const proxy = { '/api': 'http://localhost:3000' }
  for (const [server, status] of [
    [{ proxy }, 200],
    [{}, 404],
  ] as const) {
    const { page, close } = await serveWithVite(api, { server })
    try {
      const response = await send(`http://localhost:${page?.port}/api/items`)
      assert.equal(response.status, status)
      assert.equal(response.headers['access-control-allow-origin'], undefined)
    } finally {
      await close()
    }
  }
})

test('Vite in front of the API → its CORS layer responds to the preflight; with cors: false, the API does', async () => {
  const proxy = { '/api': 'http://localhost:3000' }
  const withCors = () => serveNodeHttp({ 'Access-Control-Allow-Origin': 'https://app.example.com' })
  for (const [server, allowed] of [
    [{ proxy }, undefined],
    [{ proxy, cors: false }, 'https://app.example.com'],
  ] as const) {
    const { port, page, close } = await serveWithVite(withCors, { server }, { isInFront: true })
    try {
      assert.equal(port, page?.port)
      const { status, headers } = await send(`http://localhost:${port}/api/items`, {
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

test('an API that does not start → its error', async () => {
  const failing = () => Promise.reject(new Error('does not start'))
  await assert.rejects(serveWithVite(failing, {}), /does not start/)
})

const step = (page: PageName): Step => ({
  page,
  action: { kind: 'fetch', method: 'GET', path: '/', credentials: 'omit' },
})

/** Returns a server with a development server at an origin; `state` shows whether it was closed. */
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

test('steps that name the page of the development server → the side starts', async () => {
  for (const [page, origin] of [
    ['development', 'http://localhost:5173'],
    ['drifted', 'http://localhost:5174'],
    ['app', undefined],
  ] as const) {
    const { server, state } = serverAt(origin)
    assert.equal((await startSide({ server, steps: [step(page)] })).port, 1)
    assert.equal(state.isClosed, false)
  }
})

test('steps that name a page at another origin → an error, and the server is closed', async () => {
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
    const started = startSide({ server, steps: [step('app'), step(page)] })
    await assert.rejects(started, { name: 'LabError', message })
    assert.equal(state.isClosed, true)
  }
})
