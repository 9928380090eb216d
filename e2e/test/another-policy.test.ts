import { corsPolicy, definePolicy } from '@repo/config'
import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { loadWithPublicRoutes } from '../src/another-policy.ts'
import { startApi } from '../src/api.ts'
import { faultsOf, verifyContract } from '../src/contract.ts'

const allowed = 'http://localhost:5173'
const disallowed = 'https://any.example'
const policy = definePolicy('development', {
  ...corsPolicy,
  apiOrigin: 'http://localhost',
  allowedOrigins: [allowed],
})
const variant = await loadWithPublicRoutes()
const api = await startApi(policy, 0, variant.build)
after(async () => {
  await api.close()
  await variant.remove()
})
const apiOrigin = `http://localhost:${api.port}`

/** Sends a request. @returns its status and its CORS headers */
async function send(path: string, origin: string, init: RequestInit = {}) {
  const headers = { ...(init.headers as Record<string, string>), origin }
  const response = await fetch(apiOrigin + path, { ...init, headers })
  const cors = [...response.headers].filter(
    ([name]) => name.startsWith('access-control-') || name === 'vary',
  )
  return { status: response.status, cors: Object.fromEntries(cors) }
}

const preflight = (method: string, header?: string): RequestInit => ({
  method: 'OPTIONS',
  headers: {
    'access-control-request-method': method,
    ...(header ? { 'access-control-request-headers': header } : {}),
  },
})

const publicHeaders = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'X-Request-Id',
}

describe('docs/another-policy.md, the public scope', () => {
  for (const origin of [allowed, disallowed, 'null']) {
    it(`GET from ${origin} → 200 with *, without credentials, without Vary`, async () => {
      const response = await send('/public/items/count', origin)
      assert.deepEqual(response, { status: 200, cors: publicHeaders })
    })

    it(`a preflight from ${origin} → 204 with the list of this scope`, async () => {
      const response = await send(
        '/public/items/count',
        origin,
        preflight('GET', 'x-widget-version'),
      )
      assert.deepEqual(response, {
        status: 204,
        cors: {
          ...publicHeaders,
          'access-control-allow-methods': 'GET, HEAD',
          'access-control-allow-headers': 'X-Widget-Version',
          'access-control-max-age': '7200',
        },
      })
    })
  }

  it('an unknown path below the prefix → a 404 that every page can read', async () => {
    const response = await send('/public/nothing', disallowed)
    assert.deepEqual(response, { status: 404, cors: publicHeaders })
  })

  it('a path that cannot be decoded → the policy of the API', async () => {
    assert.deepEqual((await send('/public/%ff', disallowed)).cors, { vary: 'Origin' })
    const { status, cors } = await send('/public/%ff', allowed)
    assert.deepEqual([status, cors['access-control-allow-origin']], [400, allowed])
  })
})

describe('docs/another-policy.md, the API beside it', () => {
  it('fulfils its contract as before', async () => {
    const { newSession } = api
    const report = await verifyContract({ webOrigin: allowed, apiOrigin, newSession })
    assert.deepEqual(faultsOf(report), [])
  })

  it('GET from an allowed origin → its headers; from another origin → none', async () => {
    const { status, cors } = await send('/api/items', allowed)
    assert.equal(status, 200)
    assert.equal(cors['access-control-allow-origin'], allowed)
    assert.equal(cors['access-control-allow-credentials'], 'true')
    assert.deepEqual(await send('/api/items', disallowed), {
      status: 200,
      cors: { vary: 'Origin' },
    })
  })

  it('a preflight from an allowed origin → 204; from another origin → 403', async () => {
    const request = preflight('PATCH', 'if-match')
    assert.equal((await send('/api/items/1', allowed, request)).status, 204)
    assert.deepEqual(await send('/api/items/1', disallowed, request), {
      status: 403,
      cors: { vary: 'Origin' },
    })
  })

  it('the request header of the public scope → not in Access-Control-Allow-Headers', async () => {
    const { cors } = await send('/api/items', allowed, preflight('GET', 'x-widget-version'))
    assert.equal(cors['access-control-allow-headers'], corsPolicy.requestHeaders.join(', '))
  })
})
