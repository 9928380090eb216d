import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { ada, evil, openApi, signIn, web } from './helpers/api.ts'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { ask, values, type Answer, type Lines } from './helpers/wire.ts'

const api = await openApi()
after(api.close)
const signedIn = await signIn(api)
const cookie: Lines = [['Cookie', signedIn]]
const jsonType: Lines = [['Content-Type', 'application/json']]

const foreign: Lines = [['Origin', evil]]
const allowed: Lines = [['Origin', web]]

/** Everything that says who sends a request which is then refused, row by row of catalogue C. */
const refused: Record<string, Lines> = {
  'a foreign Origin, JSON': [...foreign, ...jsonType],
  'a foreign Origin, text/plain': [...foreign, ['Content-Type', 'text/plain']],
  'a foreign Origin, a form': [...foreign, ['Content-Type', 'application/x-www-form-urlencoded']],
  'a foreign Origin, no type': foreign,
  'a foreign Origin that claims same-origin': [...foreign, ['Sec-Fetch-Site', 'same-origin']],
  'Origin null': [['Origin', 'null'], ...jsonType],
  'an empty Origin': [['Origin', ''], ...jsonType],
  'two Origin lines, the allowed one first': [...allowed, ...foreign, ...jsonType],
  'two Origin lines, the allowed one last': [...foreign, ...allowed, ...jsonType],
  'an Origin that begins like the allowed one': [['Origin', `${web}0`], ...jsonType],
  'no Origin, cross-site': [['Sec-Fetch-Site', 'cross-site'], ...jsonType],
  'no Origin, same-site': [['Sec-Fetch-Site', 'same-site'], ...jsonType],
  'no Origin, an unknown Sec-Fetch-Site': [['Sec-Fetch-Site', 'future-site'], ...jsonType],
  'no Origin, no Sec-Fetch-Site, a cookie, no type': [],
  'no Origin, no Sec-Fetch-Site, a cookie, text/plain': [['Content-Type', 'text/plain']],
  'no Origin, no Sec-Fetch-Site, a cookie, a type that begins like JSON': [
    ['Content-Type', 'application/jsonp'],
  ],
}

const trusted: Record<string, Lines> = {
  'an allowed Origin, JSON': [...allowed, ...jsonType],
  'an allowed Origin, JSON with a charset': [
    ...allowed,
    ['Content-Type', 'application/json; charset=utf-8'],
  ],
  'an allowed Origin, cross-site': [...allowed, ['Sec-Fetch-Site', 'cross-site'], ...jsonType],
  'an allowed Origin, same-site': [...allowed, ['Sec-Fetch-Site', 'same-site'], ...jsonType],
  'no Origin, same-origin': [['Sec-Fetch-Site', 'same-origin'], ...jsonType],
  'no Origin, none': [['Sec-Fetch-Site', 'none'], ...jsonType],
  'no browser, JSON': jsonType,
}

let id = 0
beforeEach(async () => {
  id = (await api.store.items.create('as it was', 'ada')).id
})

/** What is stored, the session included: a refused request changes none of it. */
async function state() {
  const { items, total } = await api.store.items.page(100)
  const { body } = await ask(api, 'GET /api/session', cookie)
  return { items, total, session: (JSON.parse(body) as { user: unknown }).user }
}

/** Every request that changes something, as [request, body]. */
const changes: Record<string, () => [request: string, body: string, lines?: Lines]> = {
  'POST an item': () => ['POST /api/items', '{"title":"forged"}'],
  'PATCH an item': () => [`PATCH /api/items/${id}`, '{"title":"forged"}', [['If-Match', '"1"']]],
  'DELETE an item': () => [`DELETE /api/items/${id}`, '', [['If-Match', '"1"']]],
  'sign in': () => ['POST /api/session', JSON.stringify(ada)],
  'sign out': () => ['DELETE /api/session', ''],
}

for (const [action, request] of Object.entries(changes)) {
  describe(`S21: to ${action}`, () => {
    for (const [who, lines] of Object.entries(refused)) {
      it(`${who}: 403, and nothing has changed`, async () => {
        const before = await state()
        const [line, body, more = []] = request()
        const answer = await ask(api, line, [...lines, ...more, ...cookie], body)
        assert.equal(answer.status, 403, answer.body)
        assert.match(answer.body, /ORIGIN_NOT_ALLOWED/)
        assertUnreadable(answer)
        assert.deepEqual(values(answer, 'set-cookie'), [])
        assert.deepEqual(await state(), before)
      })
    }
  })
}

describe('S21: whom the guard lets pass', () => {
  for (const [who, lines] of Object.entries(trusted)) {
    it(`${who}: creates, edits and deletes`, async () => {
      const send = (line: string, body = '', more: Lines = []) =>
        ask(api, line, [...lines, ...more, ...cookie], body)
      const created = await send('POST /api/items', '{"title":"mine"}')
      assert.equal(created.status, 201, created.body)
      const path = values(created, 'location')[0]
      const edited = await send(`PATCH ${path}`, '{"done":true}', [['If-Match', '"1"']])
      assert.equal(edited.status, 200, edited.body)
      // A page sends no content type without a body; JSON is what proves a program with a cookie.
      const noType = lines.filter(([name]) => name !== 'Content-Type')
      const typeless = noType.length > 0 ? noType : lines
      const match: Lines = [['If-Match', '"2"'], ...cookie]
      const body = typeless === lines ? '{}' : ''
      const deleted = await ask(api, `DELETE ${path}`, [...typeless, ...match], body)
      assert.equal(deleted.status, 204, deleted.body)
    })

    it(`${who}: signs in and out`, async () => {
      const entered = await ask(api, 'POST /api/session', lines, JSON.stringify(ada))
      assert.equal(entered.status, 200, entered.body)
      const own = values(entered, 'set-cookie')[0]?.split(';', 1)[0] ?? ''
      const noBody = lines.filter(([name]) => name !== 'Content-Type')
      const [send, body] = noBody.length > 0 ? [noBody, ''] : [lines, '{}']
      const left = await ask(api, 'DELETE /api/session', [...send, ['Cookie', own]], body)
      assert.equal(left.status, 204, left.body)
      const { body: session } = await ask(api, 'GET /api/session', [['Cookie', own]])
      assert.equal(session, '{"user":null}')
    })
  }

  it('no browser and no cookie, no type: not refused by the guard but for want of a session', async () => {
    const answer = await ask(api, `DELETE /api/items/${id}`)
    assert.equal(answer.status, 401)
  })
})

describe('S22: an allowed page that sends no JSON', () => {
  const types = [
    'text/plain',
    'text/plain; application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
    'application/jsonp',
    undefined,
  ]
  for (const type of types) {
    for (const [line, body] of [
      ['POST /api/items', '{"title":"forged"}'],
      ['POST /api/session', JSON.stringify(ada)],
    ] as const) {
      it(`${line} as ${type ?? 'a body without a type'}: 415, readable, nothing stored`, async () => {
        const before = await state()
        const typed: Lines = type === undefined ? [] : [['Content-Type', type]]
        const answer = await ask(api, line, [...allowed, ...typed, ...cookie], body)
        assert.equal(answer.status, 415)
        assertReadable(answer, web)
        assert.deepEqual(values(answer, 'set-cookie'), [])
        assert.deepEqual(await state(), before)
      })
    }
  }
})

describe('S21: safe methods', () => {
  for (const [who, lines] of Object.entries(refused)) {
    it(`${who}: GET is answered, for nothing changes and nobody foreign can read it`, async () => {
      const answer = await ask(api, 'GET /api/items', lines)
      assert.equal(answer.status, 200)
      assertUnreadable(answer)
    })
  }

  it('an unknown method of a foreign page is 403; of an allowed one 404', async () => {
    const status = async (lines: Lines) => (await ask(api, 'PUT /api/items/1', lines)).status
    assert.equal(await status(foreign), 403)
    assert.equal(await status(allowed), 404)
  })
})

describe('S21: a method override is ignored', () => {
  const overrides: [string, Lines][] = [
    ['?_method=DELETE', []],
    ['?method=DELETE', []],
    ['', [['X-HTTP-Method-Override', 'DELETE']]],
    ['', [['X-HTTP-Method', 'DELETE']]],
    ['', [['X-Method-Override', 'DELETE']]],
  ]
  for (const [query, lines] of overrides) {
    it(`GET with ${query || lines[0]?.[0]} deletes nothing`, async () => {
      const sent: Lines = [...allowed, ...cookie, ...lines, ['If-Match', '"1"']]
      const answer = await ask(api, `GET /api/items/${id}${query}`, sent)
      assert.equal(answer.status, 200)
      assert.notEqual(await api.store.items.find(id), undefined)
    })

    it(`POST with ${query || lines[0]?.[0]} is a POST: 404`, async () => {
      const sent: Lines = [...allowed, ...jsonType, ...cookie, ...lines, ['If-Match', '"1"']]
      const answer = await ask(api, `POST /api/items/${id}${query}`, sent, '{}')
      assert.equal(answer.status, 404)
      assert.notEqual(await api.store.items.find(id), undefined)
    })
  }
})

describe('S23: a WebSocket upgrade', () => {
  const upgrade = (origin: Lines, value = 'websocket'): Promise<Answer> =>
    ask(api, 'GET /api/items', [
      ...origin,
      ['Connection', 'Upgrade'],
      ['Upgrade', value],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ...cookie,
    ])

  for (const [who, origin] of Object.entries({
    'a foreign page': foreign,
    'a sandboxed page': [['Origin', 'null']],
    'a foreign page that names an allowed origin too': [...allowed, ...foreign],
    'a page that hides its origin': [['Sec-Fetch-Site', 'cross-site']],
    'nobody known, with a cookie': [],
  } satisfies Record<string, Lines>)) {
    it(`of ${who} is refused with 403`, async () => {
      for (const value of ['websocket', 'WebSocket']) {
        const answer = await upgrade(origin, value)
        assert.equal(answer.status, 403)
        assertUnreadable(answer)
      }
    })
  }

  it('of an allowed page passes the guard; this API has no WebSocket, so it answers as to a GET', async () => {
    const answer = await upgrade(allowed)
    assert.equal(answer.status, 200)
    assertReadable(answer, web)
  })
})
