import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { corsPolicy } from '@repo/config'
import { ada, openApi, signIn, web } from './helpers/api.ts'
import { json, send, type Lines, type WireResponse } from './helpers/wire.ts'

const api = await openApi({ signInLimits: { perAccount: 5, perAddress: 1000 } })
after(api.close)

/** Sends requests to all routes that set headers, and returns the responses. */
async function sendToAllRoutes(): Promise<WireResponse[]> {
  const cookie = await signIn(api)
  const match = (tag: string): Lines => [...json(web, cookie), ['If-Match', tag]]
  const read: Lines = [['Origin', web]]
  const responses = [
    await send(api, 'POST /api/items', json(web, cookie), '{"title":"one"}'),
    await send(api, 'POST /api/items', json(web, cookie), '{"title":"two"}'),
    await send(api, 'GET /api/items?limit=1', read),
    await send(api, 'HEAD /api/items', read),
    await send(api, 'GET /api/items/1', read),
    await send(api, 'GET /api/items/1', [...read, ['If-None-Match', '"1"']]),
    await send(api, 'PATCH /api/items/1', match('"1"'), '{"done":true}'),
    await send(api, 'PATCH /api/items/1', match('"1"'), '{"done":true}'),
    await send(api, 'DELETE /api/items/1', match('*'), '{}'),
    await send(api, 'GET /api/session', json(web, cookie)),
    await send(api, 'DELETE /api/session', json(web, cookie), '{}'),
    await send(api, 'GET /healthz', read),
    await send(api, 'GET /nowhere', read),
  ]
  for (let count = 0; count < 6; count++) {
    const wrong = JSON.stringify({ ...ada, password: 'wrong' })
    responses.push(await send(api, 'POST /api/session', json(web), wrong))
  }
  assert.equal(responses.at(-1)?.status, 429)
  return responses
}

describe('policy.methods', () => {
  it('-> the methods that have a route', () => {
    const tree = api.app.printRoutes({ commonPrefix: false })
    const routed = [...tree.matchAll(/\(([A-Z, ]+)\)$/gm)].flatMap(([, methods]) =>
      (methods ?? '').split(', '),
    )
    // @fastify/cors has a route of this method, for preflights.
    const methods = new Set(routed.filter((method) => method !== 'OPTIONS'))
    assert.deepEqual([...methods].toSorted(), corsPolicy.methods.toSorted())
  })
})

/** Response headers that every page can read: the safelist of the Fetch standard. */
const safelisted = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
/** Response headers for the browser or the connection, which pages do not need. */
const notForPages = [
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'connection',
  'content-security-policy',
  'date',
  'keep-alive',
  'referrer-policy',
  'set-cookie',
  'transfer-encoding',
  'vary',
  'x-content-type-options',
]

describe('policy.exposedHeaders', async () => {
  const responses = await sendToAllRoutes()
  const sent = new Set(responses.flatMap(({ lines }) => lines.map(([name]) => name)))
  const exposed = corsPolicy.exposedHeaders.map((name) => name.toLowerCase())

  it('-> each is sent by a route', () => {
    assert.deepEqual(
      exposed.filter((name) => !sent.has(name)),
      [],
    )
  })

  it('-> every header that is sent is exposed, safelisted or not for pages', () => {
    const known = new Set([...exposed, ...safelisted, ...notForPages])
    assert.deepEqual(
      [...sent].filter((name) => !known.has(name)),
      [],
    )
  })
})

describe('policy.requestHeaders', () => {
  it('-> has Content-Type for JSON and If-Match for changes; browsers send If-None-Match', () => {
    const names = corsPolicy.requestHeaders.map((name) => name.toLowerCase())
    assert.deepEqual(
      ['content-type', 'if-match'].filter((name) => !names.includes(name)),
      [],
    )
  })
})
