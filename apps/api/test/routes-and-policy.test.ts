import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { corsPolicy } from '@repo/config'
import { ada, openApi, signIn, web, type Api } from './helpers/api.ts'
import { ask, json, type Answer, type Lines } from './helpers/wire.ts'

const api = await openApi({ signInLimits: { perAccount: 5, perAddress: 1000 } })
after(api.close)

/** Method and path of every route, the documentation and the preflight route aside. */
function routesOf({ app }: Api): string[] {
  const tree = app.printRoutes({ commonPrefix: false })
  const routes: string[] = []
  const path: string[] = []
  for (const line of tree.split('\n')) {
    const [, indent = '', segment = '', methods] =
      /^((?:[│ ] {3})*)[├└]── (\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? []
    const depth = indent.length / 4
    path.splice(depth, Infinity, segment)
    for (const method of methods?.split(', ') ?? []) routes.push(`${method} ${path.join('')}`)
  }
  return routes.filter((route) => !/^\S+ (?:\/docs|\*)/.test(route)).toSorted()
}

/** Uses everything the API offers, and gathers what it answers. */
async function journey(): Promise<Answer[]> {
  const cookie = await signIn(api)
  const match = (tag: string): Lines => [...json(web, cookie), ['If-Match', tag]]
  const read: Lines = [['Origin', web]]
  const answers = [
    await ask(api, 'POST /api/items', json(web, cookie), '{"title":"one"}'),
    await ask(api, 'POST /api/items', json(web, cookie), '{"title":"two"}'),
    await ask(api, 'GET /api/items?limit=1', read),
    await ask(api, 'HEAD /api/items', read),
    await ask(api, 'GET /api/items/1', read),
    await ask(api, 'GET /api/items/1', [...read, ['If-None-Match', '"1"']]),
    await ask(api, 'PATCH /api/items/1', match('"1"'), '{"done":true}'),
    await ask(api, 'PATCH /api/items/1', match('"1"'), '{"done":true}'),
    await ask(api, 'DELETE /api/items/1', match('*'), '{}'),
    await ask(api, 'GET /api/session', json(web, cookie)),
    await ask(api, 'DELETE /api/session', json(web, cookie), '{}'),
    await ask(api, 'GET /healthz', read),
    await ask(api, 'GET /nowhere', read),
  ]
  for (let count = 0; count < 6; count++) {
    const wrong = JSON.stringify({ ...ada, password: 'wrong' })
    answers.push(await ask(api, 'POST /api/session', json(web), wrong))
  }
  assert.equal(answers.at(-1)?.status, 429)
  return answers
}

describe('the routes and the policy', () => {
  it('these are the routes of the API', () => {
    assert.deepEqual(routesOf(api), [
      'DELETE /api/items/:id',
      'DELETE /api/session',
      'GET /api/events',
      'GET /api/items',
      'GET /api/items/:id',
      'GET /api/session',
      'GET /healthz',
      'GET /readyz',
      'HEAD /api/items',
      'HEAD /api/items/:id',
      'HEAD /api/session',
      'HEAD /healthz',
      'HEAD /readyz',
      'PATCH /api/items/:id',
      'POST /api/items',
      'POST /api/session',
    ])
  })

  it('F04 S08: the methods the policy allows are the methods that are routed, no more, no less', () => {
    const routed = new Set(routesOf(api).map((route) => route.split(' ', 1)[0]))
    assert.deepEqual([...routed].toSorted(), corsPolicy.methods.toSorted())
  })
})

/** What every page can read without being told: the safelist of the Fetch standard. */
const safelisted = [
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
]
/** What only the browser or the connection needs, never the page. */
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

describe('the headers the API sends and the policy', async () => {
  const answers = await journey()
  const sent = new Set(answers.flatMap(({ lines }) => lines.map(([name]) => name)))
  const exposed = corsPolicy.exposedHeaders.map((name) => name.toLowerCase())

  it('F08 S12: every exposed header is really sent somewhere', () => {
    assert.deepEqual(
      exposed.filter((name) => !sent.has(name)),
      [],
    )
  })

  it('F08 S12: every header that is sent is exposed, safelisted, or not for pages', () => {
    const known = new Set([...exposed, ...safelisted, ...notForPages])
    assert.deepEqual(
      [...sent].filter((name) => !known.has(name)),
      [],
    )
  })

  it('F13 S09: every header a page sends beyond the safelist is in the policy', () => {
    // Content-Type for JSON; If-Match for a change. If-None-Match is the browser's own.
    assert.deepEqual(corsPolicy.requestHeaders, ['Content-Type', 'If-Match'])
  })
})
