import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import type { Note, NoteList } from '../src/schemas/notes.ts'
import { evil, openApi, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { json, preflightLines, send, type Lines } from './helpers/wire.ts'

const api = await openApi()
after(api.close)
const cookie = await signIn(api)
const read: Lines = [['Origin', web]]

async function add(body: unknown): Promise<Note> {
  const created = await send(api, 'POST /api/notes', json(web, cookie), JSON.stringify(body))
  assert.equal(created.status, 201, created.body)
  return JSON.parse(created.body) as Note
}

async function list(query: string): Promise<NoteList> {
  const { status, body } = await send(api, `GET /api/notes${query}`, read)
  assert.equal(status, 200, body)
  return JSON.parse(body) as NoteList
}

describe('POST /api/notes', () => {
  it('from the allowed origin, with a session → 201, the default tag, CORS headers', async () => {
    const body = '{"text":"Call Ada"}'
    const created = await send(api, 'POST /api/notes', json(web, cookie), body)
    assert.equal(created.status, 201)
    assertCorsHeaders(created, web)
    const { id, text, tag, createdBy } = JSON.parse(created.body) as Note
    assert.deepEqual(
      { text, tag, createdBy },
      { text: 'Call Ada', tag: 'general', createdBy: 'ada' },
    )
    const found = await send(api, `GET /api/notes/${id}`, read)
    assert.deepEqual(JSON.parse(found.body), JSON.parse(created.body))
  })

  it('from a disallowed origin → 403 without CORS headers, and nothing is stored', async () => {
    const body = '{"text":"Not mine"}'
    const response = await send(api, 'POST /api/notes', json(evil, cookie), body)
    assert.equal(response.status, 403)
    assertNoCorsHeaders(response)
    const { notes } = await list('')
    assert.equal(
      notes.some(({ text }) => text === 'Not mine'),
      false,
    )
  })

  for (const body of ['{}', '{"text":5}', '{"text":""}', '{"text":"a","more":1}']) {
    it(`${body} → 400 with CORS headers`, async () => {
      const response = await send(api, 'POST /api/notes', json(web, cookie), body)
      assert.equal(response.status, 400, response.body)
      assertCorsHeaders(response, web)
    })
  }

  it('without a session → 401 with CORS headers', async () => {
    const response = await send(api, 'POST /api/notes', json(web), '{"text":"Call Ada"}')
    assert.equal(response.status, 401)
    assertCorsHeaders(response, web)
  })

  it('preflight from the allowed origin → 204 with CORS headers', async () => {
    const lines = preflightLines(web, 'POST', 'content-type')
    const { status, lines: sent } = await send(api, 'OPTIONS /api/notes', lines)
    assert.equal(status, 204)
    assert.ok(sent.some(([name, value]) => name.endsWith('-allow-origin') && value === web))
  })

  it('preflight from a disallowed origin → no CORS headers', async () => {
    const lines = preflightLines(evil, 'POST', 'content-type')
    assertNoCorsHeaders(await send(api, 'OPTIONS /api/notes', lines))
  })
})

describe('GET /api/notes', () => {
  it('query → defaults apply, numbers and a single tag are coerced', async () => {
    assert.deepEqual((await list('')).query, { limit: 20, tag: [] })
    assert.deepEqual((await list('?limit=5&tag=a')).query, { limit: 5, tag: ['a'] })
    assert.deepEqual((await list('?tag=a&tag=b')).query, { limit: 20, tag: ['a', 'b'] })
  })

  it('?tag=… → the notes of these tags', async () => {
    for (const tag of ['a', 'b', 'c']) await add({ text: `of ${tag}`, tag })
    const textsOf = async (query: string) => (await list(query)).notes.map(({ text }) => text)
    assert.deepEqual(await textsOf('?tag=a'), ['of a'])
    assert.deepEqual(await textsOf('?tag=a&tag=b'), ['of b', 'of a'])
  })

  it('?limit=many → 400 with CORS headers', async () => {
    const response = await send(api, 'GET /api/notes?limit=many', read)
    assert.equal(response.status, 400)
    assertCorsHeaders(response, web)
  })

  it('from a disallowed origin → 200 without CORS headers', async () => {
    const response = await send(api, 'GET /api/notes', [['Origin', evil]])
    assert.equal(response.status, 200)
    assertNoCorsHeaders(response)
  })
})

describe('GET /api/notes/:id', () => {
  for (const [id, status] of [
    ['4321', 404],
    ['0', 400],
    ['one', 400],
  ] as const) {
    it(`${id} → ${status} with CORS headers`, async () => {
      const response = await send(api, `GET /api/notes/${id}`, read)
      assert.equal(response.status, status)
      assertCorsHeaders(response, web)
    })
  }
})

describe('GET /api/notes/format', () => {
  for (const [version, body] of [
    ['1.0.0', 'text'],
    ['2.x', '{"format":"text"}'],
    [undefined, '{"format":"text","newest":true}'],
  ] as const) {
    it(`Accept-Version ${version ?? 'missing'} → its route, with CORS headers`, async () => {
      const lines: Lines = version === undefined ? read : [...read, ['Accept-Version', version]]
      const response = await send(api, 'GET /api/notes/format', lines)
      assert.equal(response.body, body)
      assertCorsHeaders(response, web)
    })
  }

  it('an unknown version → 404 with CORS headers; from a disallowed origin without', async () => {
    const version = ['Accept-Version', '9.0.0'] as const
    const response = await send(api, 'GET /api/notes/format', [...read, version])
    assert.equal(response.status, 404)
    assertCorsHeaders(response, web)
    const lines: Lines = [['Origin', evil], version]
    assertNoCorsHeaders(await send(api, 'GET /api/notes/format', lines))
  })
})

describe('POST /api/notes/import', () => {
  const csv = (origin: string): Lines => [
    ['Origin', origin],
    ['Content-Type', 'text/csv'],
    ['Cookie', cookie],
  ]

  it('text/csv → 200 by the parser of the scope; application/json too', async () => {
    const imported = await send(api, 'POST /api/notes/import', csv(web), 'one\ntwo\n')
    assert.deepEqual(JSON.parse(imported.body), { imported: 2 })
    assertCorsHeaders(imported, web)
    const fromJson = await send(api, 'POST /api/notes/import', json(web, cookie), '["three"]')
    assert.deepEqual(JSON.parse(fromJson.body), { imported: 1 })
    const { notes } = await list('?tag=imported')
    assert.deepEqual(
      notes.map(({ text }) => text),
      ['three', 'two', 'one'],
    )
  })

  it('text/csv outside the scope → 415 with CORS headers', async () => {
    const response = await send(api, 'POST /api/notes', csv(web), 'one')
    assert.equal(response.status, 415)
    assertCorsHeaders(response, web)
  })

  it('an invalid line → 400 by the error handler of the scope, with CORS headers', async () => {
    const response = await send(api, 'POST /api/notes/import', csv(web), 'one\n2\n')
    assert.equal(response.status, 400)
    assert.deepEqual(Object.keys(JSON.parse(response.body) as object), ['line'])
    assertCorsHeaders(response, web)
  })

  it('from a disallowed origin → 403 by the error handler of the scope, without CORS headers', async () => {
    const response = await send(api, 'POST /api/notes/import', csv(evil), 'one\n')
    assert.equal(response.status, 403)
    assert.deepEqual(Object.keys(JSON.parse(response.body) as object), ['line'])
    assertNoCorsHeaders(response)
  })
})

describe('GET /docs/json', () => {
  it('lists the operations of notes, and each $ref points to a schema', async () => {
    const { body } = await send(api, 'GET /docs/json')
    const { paths, components } = JSON.parse(body) as {
      paths: Record<string, Record<string, unknown>>
      components: { schemas: Record<string, unknown> }
    }
    const operationsOf = (path: string) => Object.keys(paths[path] ?? {}).toSorted()
    assert.deepEqual(operationsOf('/api/notes'), ['get', 'post'])
    assert.deepEqual(operationsOf('/api/notes/{id}'), ['get'])
    assert.deepEqual(operationsOf('/api/notes/format'), ['get'])
    assert.deepEqual(operationsOf('/api/notes/import'), ['post'])
    const refs = [...JSON.stringify(paths).matchAll(/"#\/components\/schemas\/([^"]+)"/g)]
    assert.ok(refs.length > 0)
    for (const [, name] of refs) assert.ok(components.schemas[name!], name)
  })
})
