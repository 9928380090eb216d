import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { createItemsRepository } from '../src/database/items.ts'
import { ada, admin, evil, openApi, policyFor, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { collectLog } from './helpers/log.ts'
import { bytesOf, send, sendBytes, values, type Lines, type WireResponse } from './helpers/wire.ts'

const log = collectLog()
const api = await openApi({ logger: { level: 'info', stream: log.stream } })
after(api.close)
const items = createItemsRepository(api.database)
const cookie: Lines = [['Cookie', await signIn(api)]]
const jsonType: Lines = [['Content-Type', 'application/json']]

const disallowed: Lines = [['Origin', evil]]
const allowed: Lines = [['Origin', web]]

type Code = 'ORIGIN_NOT_ALLOWED' | 'CROSS_SITE_WITHOUT_ORIGIN' | 'COOKIE_WITHOUT_ORIGIN'

/** Senders whose changes are rejected. A session cookie is added to all of them. */
const rejected: Record<string, [code: Code, lines: Lines]> = {
  'a disallowed Origin, JSON': ['ORIGIN_NOT_ALLOWED', [...disallowed, ...jsonType]],
  'a disallowed Origin, text/plain': [
    'ORIGIN_NOT_ALLOWED',
    [...disallowed, ['Content-Type', 'text/plain']],
  ],
  'a disallowed Origin, a form': [
    'ORIGIN_NOT_ALLOWED',
    [...disallowed, ['Content-Type', 'application/x-www-form-urlencoded']],
  ],
  'a disallowed Origin, no Content-Type': ['ORIGIN_NOT_ALLOWED', disallowed],
  'a disallowed Origin, Sec-Fetch-Site: same-origin': [
    'ORIGIN_NOT_ALLOWED',
    [...disallowed, ['Sec-Fetch-Site', 'same-origin']],
  ],
  'Origin: null': ['ORIGIN_NOT_ALLOWED', [['Origin', 'null'], ...jsonType]],
  'an empty Origin': ['ORIGIN_NOT_ALLOWED', [['Origin', ''], ...jsonType]],
  'two Origin lines, the allowed one first': [
    'ORIGIN_NOT_ALLOWED',
    [...allowed, ...disallowed, ...jsonType],
  ],
  'two Origin lines, the allowed one last': [
    'ORIGIN_NOT_ALLOWED',
    [...disallowed, ...allowed, ...jsonType],
  ],
  'an Origin with an allowed prefix': ['ORIGIN_NOT_ALLOWED', [['Origin', `${web}0`], ...jsonType]],
  'no Origin, Sec-Fetch-Site: cross-site': [
    'CROSS_SITE_WITHOUT_ORIGIN',
    [['Sec-Fetch-Site', 'cross-site'], ...jsonType],
  ],
  'no Origin, Sec-Fetch-Site: same-site': [
    'CROSS_SITE_WITHOUT_ORIGIN',
    [['Sec-Fetch-Site', 'same-site'], ...jsonType],
  ],
  'no Origin, an unknown Sec-Fetch-Site': [
    'CROSS_SITE_WITHOUT_ORIGIN',
    [['Sec-Fetch-Site', 'future-site'], ...jsonType],
  ],
  'no Origin, no Sec-Fetch-Site, no Content-Type': ['COOKIE_WITHOUT_ORIGIN', []],
  'no Origin, no Sec-Fetch-Site, text/plain': [
    'COOKIE_WITHOUT_ORIGIN',
    [['Content-Type', 'text/plain']],
  ],
  'no Origin, no Sec-Fetch-Site, application/jsonp': [
    'COOKIE_WITHOUT_ORIGIN',
    [['Content-Type', 'application/jsonp']],
  ],
}

/** Senders whose changes are accepted. */
const accepted: Record<string, Lines> = {
  'an allowed Origin, JSON': [...allowed, ...jsonType],
  'an allowed Origin, JSON with a charset': [
    ...allowed,
    ['Content-Type', 'application/json; charset=utf-8'],
  ],
  'an allowed Origin, Sec-Fetch-Site: cross-site': [
    ...allowed,
    ['Sec-Fetch-Site', 'cross-site'],
    ...jsonType,
  ],
  'an allowed Origin, Sec-Fetch-Site: same-site': [
    ...allowed,
    ['Sec-Fetch-Site', 'same-site'],
    ...jsonType,
  ],
  'no Origin, Sec-Fetch-Site: same-origin': [['Sec-Fetch-Site', 'same-origin'], ...jsonType],
  'no Origin, Sec-Fetch-Site: none': [['Sec-Fetch-Site', 'none'], ...jsonType],
  'no Origin, no Sec-Fetch-Site, JSON': jsonType,
}

let id = 0
beforeEach(async () => {
  id = (await items.create('before', 'ada')).id
})

/** Returns the stored items and the session. */
async function state() {
  const page = await items.paginate(100)
  const { body } = await send(api, 'GET /api/session', cookie)
  return { ...page, session: (JSON.parse(body) as { user: unknown }).user }
}

function errorOf(response: WireResponse): { code: string; message: string } {
  return JSON.parse(response.body) as { code: string; message: string }
}

/** Requests that change something. The id is known only when a test runs. */
const changes: Record<string, () => [request: string, body: string, lines?: Lines]> = {
  'POST /api/items': () => ['POST /api/items', '{"title":"forged"}'],
  'PATCH /api/items/:id': () => [
    `PATCH /api/items/${id}`,
    '{"title":"forged"}',
    [['If-Match', '"1"']],
  ],
  'DELETE /api/items/:id': () => [`DELETE /api/items/${id}`, '', [['If-Match', '"1"']]],
  'POST /api/session': () => ['POST /api/session', JSON.stringify(ada)],
  'DELETE /api/session': () => ['DELETE /api/session', ''],
}

for (const [change, request] of Object.entries(changes)) {
  describe(`${change} from senders that are rejected`, () => {
    for (const [sender, [code, lines]] of Object.entries(rejected)) {
      it(`${sender} -> 403 ${code}, nothing changed`, async () => {
        const before = await state()
        const [line, body, more = []] = request()
        const response = await send(api, line, [...lines, ...more, ...cookie], body)
        assert.equal(response.status, 403, response.body)
        assert.equal(errorOf(response).code, code)
        assertNoCorsHeaders(response)
        assert.deepEqual(values(response, 'set-cookie'), [])
        assert.deepEqual(await state(), before)
      })
    }
  })
}

describe('changes from senders that are accepted', () => {
  for (const [sender, lines] of Object.entries(accepted)) {
    it(`${sender} -> items are created, changed and deleted`, async () => {
      const request = (line: string, body = '', more: Lines = []) =>
        send(api, line, [...lines, ...more, ...cookie], body)
      const created = await request('POST /api/items', '{"title":"mine"}')
      assert.equal(created.status, 201, created.body)
      const path = values(created, 'location')[0]
      const changed = await request(`PATCH ${path}`, '{"done":true}', [['If-Match', '"1"']])
      assert.equal(changed.status, 200, changed.body)
      // A page sends no Content-Type without a body; a program with a cookie has to send JSON.
      const noType = lines.filter(([name]) => name !== 'Content-Type')
      const [used, body] = noType.length > 0 ? [noType, ''] : [lines, '{}']
      const match: Lines = [['If-Match', '"2"'], ...cookie]
      const deleted = await send(api, `DELETE ${path}`, [...used, ...match], body)
      assert.equal(deleted.status, 204, deleted.body)
    })

    it(`${sender} -> signs in and out`, async () => {
      const signedIn = await send(api, 'POST /api/session', lines, JSON.stringify(ada))
      assert.equal(signedIn.status, 200, signedIn.body)
      const own = values(signedIn, 'set-cookie')[0]?.split(';', 1)[0] ?? ''
      const noType = lines.filter(([name]) => name !== 'Content-Type')
      const [used, body] = noType.length > 0 ? [noType, ''] : [lines, '{}']
      const signedOut = await send(api, 'DELETE /api/session', [...used, ['Cookie', own]], body)
      assert.equal(signedOut.status, 204, signedOut.body)
      const { body: session } = await send(api, 'GET /api/session', [['Cookie', own]])
      assert.equal(session, '{"user":null}')
    })
  }

  it('DELETE without Origin, cookie and Content-Type -> 401 SIGN_IN_REQUIRED', async () => {
    const response = await send(api, `DELETE /api/items/${id}`)
    assert.equal(response.status, 401)
    assert.equal(errorOf(response).code, 'SIGN_IN_REQUIRED')
  })
})

describe('the texts of the three 403s', () => {
  const change = (lines: Lines) => send(api, 'DELETE /api/items/1', [...lines, ...cookie])

  it('ORIGIN_NOT_ALLOWED -> the origin, and where to find the closest allowed one', async () => {
    const response = await change(disallowed)
    assert.equal(
      errorOf(response).message,
      'Origin "https://evil.example" is not allowed to call this API. See the server log for the closest allowed origin.',
    )
  })

  it('CROSS_SITE_WITHOUT_ORIGIN -> a possible cause, and no reference to the log', async () => {
    const response = await change([['Sec-Fetch-Site', 'cross-site']])
    assert.equal(
      errorOf(response).message,
      'A browser sent this change from another origin, without an Origin header. A proxy or a browser extension may have removed it.',
    )
  })

  it('COOKIE_WITHOUT_ORIGIN -> the Content-Type to send', async () => {
    const response = await change([])
    assert.equal(
      errorOf(response).message,
      'This change has a cookie and no Origin header. Send Content-Type: application/json.',
    )
  })
})

describe('the log of a rejected origin', () => {
  const rejections = () => log.lines.filter(({ level }) => level === 40)

  it('a change from a disallowed origin -> one line with the closest allowed origin', async () => {
    log.lines.length = 0
    const origin = 'http://127.0.0.1:5173'
    for (let count = 0; count < 3; count++) {
      const response = await send(api, 'POST /api/items', [['Origin', origin], ...jsonType], '{}')
      assert.equal(response.status, 403)
    }
    assert.equal(rejections().length, 1)
    assert.equal(rejections()[0]?.['code'], 'ORIGIN_NOT_ALLOWED')
    assert.match(rejections()[0]?.msg ?? '', /127\.0\.0\.1:5173 is not http:\/\/localhost:5173/)
  })

  it('a change from an allowed origin -> no such line', async () => {
    log.lines.length = 0
    const lines = [...allowed, ...jsonType, ...cookie]
    assert.equal((await send(api, 'POST /api/items', lines, '{"title":"a"}')).status, 201)
    assert.deepEqual(rejections(), [])
  })

  it('changes without Origin -> no such line', async () => {
    log.lines.length = 0
    await send(api, 'DELETE /api/items/1', [['Sec-Fetch-Site', 'cross-site']])
    await send(api, 'DELETE /api/items/1', cookie)
    assert.deepEqual(rejections(), [])
  })
})

describe("the API's own origin", () => {
  const apiOrigin = 'http://localhost:3000'
  const own: Lines = [['Origin', apiOrigin]]

  it('POST -> 201 without CORS headers: a same-origin page needs none', async () => {
    log.lines.length = 0
    const lines: Lines = [...own, ['Sec-Fetch-Site', 'same-origin'], ...jsonType, ...cookie]
    const response = await send(api, 'POST /api/items', lines, '{"title":"from /docs"}')
    assert.equal(response.status, 201, response.body)
    assertNoCorsHeaders(response)
    assert.deepEqual(
      log.lines.filter(({ level }) => level >= 40),
      [],
    )
  })

  it('GET -> 200, nothing logged as rejected', async () => {
    log.lines.length = 0
    assert.equal((await send(api, 'GET /api/items', own)).status, 200)
    assert.deepEqual(
      log.lines.filter(({ level }) => level >= 40),
      [],
    )
  })

  it('a WebSocket upgrade -> not rejected', async () => {
    const response = await send(api, 'GET /api/items', [
      ...own,
      ['Connection', 'Upgrade'],
      ['Upgrade', 'websocket'],
    ])
    assert.equal(response.status, 200)
  })

  // With DNS rebinding the attacker's page has the host name that it sends in Host.
  for (const [host, origin] of [
    ['evil.example', 'http://evil.example'],
    ['evil.example', 'https://evil.example'],
    ['evil.example:3000', 'http://evil.example:3000'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ] as const) {
    it(`POST with Host: ${host} and Origin: ${origin} -> 403 ORIGIN_NOT_ALLOWED`, async () => {
      const before = await state()
      const lines: Lines = [['Origin', origin], ...jsonType, ...cookie]
      const bytes = bytesOf('POST /api/items', lines, '{"title":"forged"}')
      const response = await sendBytes(api, bytes.replace('Host: localhost:3000', `Host: ${host}`))
      assert.equal(response.status, 403, response.body)
      assert.equal(errorOf(response).code, 'ORIGIN_NOT_ALLOWED')
      assertNoCorsHeaders(response)
      assert.deepEqual(await state(), before)
    })
  }

  it('X-Forwarded-Host: evil.example, behind a trusted proxy -> 403', async () => {
    const proxied = await openApi({ trustProxy: true })
    try {
      const lines: Lines = [
        ['Origin', 'https://evil.example'],
        ['X-Forwarded-Host', 'evil.example'],
        ['X-Forwarded-Proto', 'https'],
      ]
      const response = await send(proxied, 'POST /api/items', [...lines, ...jsonType], '{}')
      assert.equal(response.status, 403)
    } finally {
      await proxied.close()
    }
  })

  it('the origin of another configuration -> 403 there', async () => {
    const other = await openApi({ policy: policyFor({ apiOrigin: 'http://localhost:3100' }) })
    try {
      const response = await send(other, 'POST /api/items', [...own, ...jsonType], '{}')
      assert.equal(response.status, 403)
    } finally {
      await other.close()
    }
  })
})

describe('bodies that are not JSON, allowed origin', () => {
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
      it(`${line}, ${type ?? 'no Content-Type'} -> 415 with CORS headers, nothing changed`, async () => {
        const before = await state()
        const typed: Lines = type === undefined ? [] : [['Content-Type', type]]
        const response = await send(api, line, [...allowed, ...typed, ...cookie], body)
        assert.equal(response.status, 415)
        assertCorsHeaders(response, web)
        assert.deepEqual(values(response, 'set-cookie'), [])
        assert.deepEqual(await state(), before)
      })
    }
  }
})

describe('GET /api/items from senders whose changes are rejected', () => {
  for (const [sender, [, lines]] of Object.entries(rejected)) {
    it(`${sender} -> 200 without CORS headers`, async () => {
      const response = await send(api, 'GET /api/items', lines)
      assert.equal(response.status, 200)
      assertNoCorsHeaders(response)
    })
  }
})

describe('PUT, a method without a route', () => {
  it('allowed origin -> 404', async () => {
    assert.equal((await send(api, 'PUT /api/items/1', allowed)).status, 404)
  })

  it('disallowed origin -> 403', async () => {
    assert.equal((await send(api, 'PUT /api/items/1', disallowed)).status, 403)
  })
})

describe('method overrides, allowed origin', () => {
  const overrides: [string, Lines][] = [
    ['?_method=DELETE', []],
    ['?method=DELETE', []],
    ['', [['X-HTTP-Method-Override', 'DELETE']]],
    ['', [['X-HTTP-Method', 'DELETE']]],
    ['', [['X-Method-Override', 'DELETE']]],
  ]
  for (const [query, lines] of overrides) {
    const name = query || lines[0]?.[0]
    it(`GET /api/items/:id with ${name} -> 200, nothing deleted`, async () => {
      const sent: Lines = [...allowed, ...cookie, ...lines, ['If-Match', '"1"']]
      const response = await send(api, `GET /api/items/${id}${query}`, sent)
      assert.equal(response.status, 200)
      assert.notEqual(await items.findById(id), undefined)
    })

    it(`POST /api/items/:id with ${name} -> 404, nothing deleted`, async () => {
      const sent: Lines = [...allowed, ...jsonType, ...cookie, ...lines, ['If-Match', '"1"']]
      const response = await send(api, `POST /api/items/${id}${query}`, sent, '{}')
      assert.equal(response.status, 404)
      assert.notEqual(await items.findById(id), undefined)
    })
  }
})

describe('WebSocket upgrades', () => {
  const upgrade = (origin: Lines, value = 'websocket'): Promise<WireResponse> =>
    send(api, 'GET /api/items', [
      ...origin,
      ['Connection', 'Upgrade'],
      ['Upgrade', value],
      ['Sec-WebSocket-Version', '13'],
      ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ...cookie,
    ])

  for (const [sender, origin] of Object.entries({
    'a disallowed Origin': disallowed,
    'Origin: null': [['Origin', 'null']],
    'an allowed and a disallowed Origin line': [...allowed, ...disallowed],
    'no Origin, Sec-Fetch-Site: cross-site': [['Sec-Fetch-Site', 'cross-site']],
    'no Origin, no Sec-Fetch-Site, a cookie': [],
  } satisfies Record<string, Lines>)) {
    for (const value of ['websocket', 'WebSocket']) {
      it(`Upgrade: ${value}, ${sender} -> 403`, async () => {
        const response = await upgrade(origin, value)
        assert.equal(response.status, 403)
        assertNoCorsHeaders(response)
      })
    }
  }

  for (const origin of [web, admin]) {
    it(`allowed origin ${origin} -> 200 as to a GET: the API has no WebSocket`, async () => {
      const response = await upgrade([['Origin', origin]])
      assert.equal(response.status, 200)
      assertCorsHeaders(response, origin)
    })
  }
})
