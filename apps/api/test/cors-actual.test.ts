import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { createItemsRepository } from '../src/database/items.ts'
import { admin, evil, openApi, policyFor, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { bytesOf, send, sendBytes, values, type Lines, type WireResponse } from './helpers/wire.ts'

const api = await openApi()
after(api.close)
const items = createItemsRepository(api.database)
const item = await items.create('an item', 'ada')

const requests = [
  'GET /api/items',
  'HEAD /api/items',
  `GET /api/items/${item.id}`,
  'GET /api/items/999',
  'GET /api/session',
  'GET /healthz',
  'GET /readyz',
  'GET /docs/json',
  'GET /no/such/route',
  'PUT /api/items',
]

for (const request of requests) {
  describe(request, () => {
    for (const origin of [web, admin]) {
      it(`allowed origin ${origin} -> all CORS headers`, async () => {
        assertCorsHeaders(await send(api, request, [['Origin', origin]]), origin)
      })
    }

    it('disallowed origin -> no CORS header, Vary: Origin', async () => {
      assertNoCorsHeaders(await send(api, request, [['Origin', evil]]))
    })

    it('no Origin -> below 500, no CORS header, Vary: Origin', async () => {
      const response = await send(api, request)
      assert.equal(response.status < 500, true)
      assertNoCorsHeaders(response)
    })

    it('allowed origin -> only tokens in CORS headers, no * and no Set-Cookie', async () => {
      const response = await send(api, request, [['Origin', web]])
      const cors = response.lines.filter(([name]) => name.startsWith('access-control-'))
      assert.equal(cors.length > 0, true)
      for (const [name, value] of cors) {
        assert.doesNotMatch(value, /\*/, name)
        assert.doesNotMatch(value, /set-cookie/i, name)
        if (!name.endsWith('-origin')) assert.match(value, /^[\w-]+(?:, [\w-]+)*$/, name)
      }
    })
  })
}

/** @see https://www.rfc-editor.org/rfc/rfc9110#name-content-length */
const linesOfContent = (lines: WireResponse['lines']) =>
  lines.filter(([name]) => /^content-(?:length|type)$/.test(name))

describe('GET /api/items/:id with If-None-Match', () => {
  const path = `GET /api/items/${item.id}`
  const known = ['If-None-Match', '"1"'] as const

  it('allowed origin -> 304 with CORS headers', async () => {
    const response = await send(api, path, [['Origin', web], known])
    assert.equal(response.status, 304)
    assertCorsHeaders(response, web)
  })

  it('304 -> no Content-Length, which would have to be that of the 200', async () => {
    const { lines } = await send(api, path, [['Origin', web], known])
    assert.deepEqual(linesOfContent(lines), [])
  })

  it('disallowed origin -> 304 without CORS headers', async () => {
    const response = await send(api, path, [['Origin', evil], known])
    assert.equal(response.status, 304)
    assertNoCorsHeaders(response)
  })
})

describe('DELETE /api/items/:id', async () => {
  const cookie = await signIn(api)
  const remove = async (origin: string) => {
    const { id } = await items.create('short-lived', 'ada')
    return send(api, `DELETE /api/items/${id}`, [
      ['Origin', origin],
      ['Cookie', cookie],
      ['If-Match', '"1"'],
    ])
  }

  it('allowed origin -> 204 with CORS headers', async () => {
    const response = await remove(web)
    assert.equal(response.status, 204)
    assertCorsHeaders(response, web)
  })

  it('204 -> no Content-Length and no Content-Type', async () => {
    assert.deepEqual(linesOfContent((await remove(web)).lines), [])
  })

  it('disallowed origin -> 403 without CORS headers', async () => {
    const response = await remove(evil)
    assert.equal(response.status, 403)
    assertNoCorsHeaders(response)
  })
})

/** Values that resemble an allowed origin. */
const lookAlikes = {
  'the literal null': 'null',
  'an empty value': '',
  'another port': 'http://localhost:5175',
  'no port': 'http://localhost',
  'another scheme': 'https://localhost:5173',
  'a trailing slash': 'http://localhost:5173/',
  'a path': 'http://localhost:5173/app',
  'upper case': 'HTTP://LOCALHOST:5173',
  'the address of localhost': 'http://127.0.0.1:5173',
  'a trailing dot': 'http://localhost.:5173',
  'an allowed prefix': 'http://localhost:51730',
  'an allowed suffix': 'http://evil.localhost:5173',
  'user information': 'http://localhost:5173@evil.example',
  'an allowed subdomain of another host': 'http://localhost.evil.example:5173',
  'two origins separated by a comma': `${web}, ${evil}`,
  'two origins separated by a space': `${web} ${evil}`,
  'the same origin twice in one value': `${web}, ${web}`,
  'a wildcard': '*',
  'a file': 'file://',
  nonsense: 'not an origin',
  'a control character': 'http://localhost:5173\t.evil',
  'letters outside ASCII': 'http://localh\xf6st:5173',
}

describe('GET /api/items with an Origin that is not in the allowlist', () => {
  for (const [name, origin] of Object.entries(lookAlikes)) {
    it(`${name} (${JSON.stringify(origin)}) -> 200 without CORS headers`, async () => {
      const response = await send(api, 'GET /api/items', [['Origin', origin]])
      assert.equal(response.status, 200)
      assertNoCorsHeaders(response)
    })
  }

  for (const [first, second] of [
    [web, evil],
    [evil, web],
    [web, web],
    [web, 'null'],
    [web, ''],
    ['', web],
  ] as const) {
    it(`two Origin lines (${first || 'empty'}, ${second || 'empty'}) -> no CORS headers`, async () => {
      const response = await send(api, 'GET /api/items', [
        ['Origin', first],
        ['Origin', second],
      ])
      assertNoCorsHeaders(response)
    })
  }

  it('whitespace around an allowed origin -> CORS headers: it is not part of the value', async () => {
    const bytes = `GET /api/items HTTP/1.1\r\nHost: a\r\norigin:   ${web} \t\r\n\r\n`
    assertCorsHeaders(await sendBytes(api, bytes), web)
  })

  it('15 kB -> 200 without CORS headers', async () => {
    const response = await send(api, 'GET /api/items', [['Origin', `http://${'a'.repeat(15_000)}`]])
    assert.equal(response.status, 200)
    assertNoCorsHeaders(response)
  })
})

describe('48 disallowed origins', async () => {
  const cookie = await signIn(api)
  const origins = [
    ...Object.values(lookAlikes),
    evil,
    'http://evil.example',
    'http://evil.example:5173',
    'http://localhost:5173.evil.example',
    'http://localhost:5173evil.example',
    'http://localhost5173',
    'http://localhost:05173',
    'http://localhost:5173:5173',
    'http://localhost:5173?',
    'http://localhost:5173#',
    'http://localhost:5173\\.evil.example',
    'http://localhost:5173%00',
    'http://localhost%2eevil.example:5173',
    'http://[::1]:5173',
    'http://0.0.0.0:5173',
    'http://2130706433:5173',
    'http://localhost:5172',
    'http://localhost:3000',
    'http://xlocalhost:5173',
    'http://localhost-evil:5173',
    'ftp://localhost:5173',
    'ws://localhost:5173',
    'javascript://localhost:5173',
    '//localhost:5173',
    'localhost:5173',
    'Null',
  ]

  it('the list has 48 different values', () => {
    assert.equal(new Set(origins).size, 48)
  })

  for (const origin of origins) {
    const shown = JSON.stringify(origin)
    it(`GET from ${shown} -> no CORS headers`, async () => {
      assertNoCorsHeaders(await send(api, 'GET /api/items', [['Origin', origin]]))
    })

    it(`GET with a session cookie from ${shown} -> no CORS headers`, async () => {
      const lines: Lines = [
        ['Origin', origin],
        ['Cookie', cookie],
      ]
      const response = await send(api, 'GET /api/session', lines)
      assert.match(response.body, /"ada"/) // the cookie is valid
      assertNoCorsHeaders(response)
    })

    it(`preflight from ${shown} -> 403 without CORS headers`, async () => {
      const response = await send(api, 'OPTIONS /api/items', [
        ['Origin', origin],
        ['Access-Control-Request-Method', 'POST'],
      ])
      assert.equal(response.status, 403)
      assertNoCorsHeaders(response)
    })
  }
})

describe('consecutive and concurrent requests', () => {
  it('allowed, then disallowed, then no Origin -> the CORS headers of the request itself', async () => {
    for (const origin of [web, admin, web, admin]) {
      assertCorsHeaders(await send(api, 'GET /api/items', [['Origin', origin]]), origin)
    }
    assertNoCorsHeaders(await send(api, 'GET /api/items', [['Origin', evil]]))
    assertNoCorsHeaders(await send(api, 'GET /api/items'))
  })

  it('the same request eight times -> the same CORS headers', async () => {
    const heads = []
    for (let count = 0; count < 8; count++) {
      const response = await send(api, 'GET /api/items', [['Origin', web]])
      heads.push(response.lines.filter(([name]) => /^access-control|^vary$/.test(name)))
    }
    assert.equal(new Set(heads.map((lines) => JSON.stringify(lines))).size, 1)
  })

  it('40 requests of two origins at once -> each response has its own origin', async () => {
    const origins = Array.from({ length: 40 }, (_, index) => (index % 2 ? web : admin))
    await Promise.all(
      origins.map(async (origin) =>
        assertCorsHeaders(await send(api, 'GET /api/items', [['Origin', origin]]), origin),
      ),
    )
  })
})

describe('Vary', async () => {
  const extra = await openApi({
    extraRoutes: async (app) => {
      app.get('/appends', (_request, reply) => {
        reply.header('vary', `${String(reply.getHeader('vary'))}, Accept-Language`)
        return reply.send('ok')
      })
      app.get('/overwrites', (_request, reply) =>
        reply.header('vary', 'Accept-Language').send('ok'),
      )
    },
  })
  after(extra.close)

  for (const path of ['/appends', '/overwrites']) {
    it(`GET ${path}, allowed origin -> Origin and the member of the handler`, async () => {
      const response = await send(extra, `GET ${path}`, [['Origin', web]])
      assertCorsHeaders(response, web)
      assert.match(values(response, 'vary').join(), /accept-language/i)
    })

    it(`GET ${path}, disallowed origin -> the same Vary, no CORS headers`, async () => {
      const response = await send(extra, `GET ${path}`, [['Origin', evil]])
      assertNoCorsHeaders(response)
      assert.match(values(response, 'vary').join(), /accept-language/i)
    })
  }
})

describe('policy.allows', () => {
  it('a disallowed origin of 16 kB, with origin patterns -> rejected in less than 1 ms', () => {
    const { allows } = policyFor({
      allowedOrigins: [web, 'http://localhost:*', 'https://*.preview.acme.dev'],
      credentials: true,
    })
    for (const origin of ['a'.repeat(16_384), `https://${'a.'.repeat(8000)}preview.acme.dev`]) {
      const times = Array.from({ length: 50 }, () => {
        const start = performance.now()
        assert.equal(allows(origin), false)
        return performance.now() - start
      })
      assert.ok(Math.min(...times) < 1, `took ${Math.min(...times)} ms`)
    }
  })
})

describe('requests without Origin', () => {
  it('GET /healthz -> 200', async () => {
    assert.equal((await send(api, 'GET /healthz')).status, 200)
  })

  it('a navigation to GET /api/items -> 200', async () => {
    const lines: Lines = [
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Mode', 'navigate'],
    ]
    assert.equal((await send(api, 'GET /api/items', lines)).status, 200)
  })

  it('HTTP/1.0 -> 200', async () => {
    const bytes = bytesOf('GET /healthz').replace('HTTP/1.1', 'HTTP/1.0')
    assert.equal((await sendBytes(api, bytes)).status, 200)
  })
})

describe('redirects', () => {
  for (const path of ['/api/items/', '//api/items', '/API/items', '/api/items?', '/']) {
    it(`GET ${path}, allowed origin -> not redirected, with CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', web]])
      assert.ok(response.status < 300 || response.status >= 400, String(response.status))
      assertCorsHeaders(response, web)
    })

    it(`GET ${path}, disallowed origin -> not redirected, without CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', evil]])
      assert.ok(response.status < 300 || response.status >= 400, String(response.status))
      assertNoCorsHeaders(response)
    })
  }
})
