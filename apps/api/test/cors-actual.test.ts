import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { admin, evil, openApi, policyFor, signIn, web } from './helpers/api.ts'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { ask, askBytes, bytesOf, values, type Lines } from './helpers/wire.ts'

const api = await openApi()
after(api.close)
const item = await api.store.items.create('an item', 'ada')

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

describe('the answer to an actual request', () => {
  for (const request of requests) {
    for (const origin of [web, admin]) {
      it(`S01 S03 S05 S12 S13: ${request} from ${origin} is readable`, async () => {
        assertReadable(await ask(api, request, [['Origin', origin]]), origin)
      })
    }

    it(`S02 S05: ${request} from a disallowed origin is not, and varies all the same`, async () => {
      assertUnreadable(await ask(api, request, [['Origin', evil]]))
    })

    it(`S05 S15: ${request} without an origin varies and is no 5xx`, async () => {
      const answer = await ask(api, request)
      assert.equal(answer.status < 500, true)
      assertUnreadable(answer)
    })
  }

  it('S05: a 304 varies and is readable; to a disallowed origin it is not', async () => {
    const known = ['If-None-Match', '"1"'] as const
    const path = `GET /api/items/${item.id}`
    const allowed = await ask(api, path, [['Origin', web], known])
    assert.equal(allowed.status, 304)
    assertReadable(allowed, web)
    const refused = await ask(api, path, [['Origin', evil], known])
    assert.equal(refused.status, 304)
    assertUnreadable(refused)
  })

  it('S01: a 204 is readable', async () => {
    const { id } = await api.store.items.create('short-lived', 'ada')
    const cookie = await signIn(api)
    const lines: Lines = [
      ['Origin', web],
      ['Cookie', cookie],
      ['If-Match', '"1"'],
    ]
    const answer = await ask(api, `DELETE /api/items/${id}`, lines)
    assert.equal(answer.status, 204)
    assertReadable(answer, web)
  })

  it('S16: a disallowed origin gets the normal status of a read, without CORS headers', async () => {
    const answer = await ask(api, 'GET /api/items', [['Origin', evil]])
    assert.equal(answer.status, 200)
    assertUnreadable(answer)
  })
})

/** Everything that is near an allowed origin and is not it. */
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
  'an allowed sub-domain of another host': 'http://localhost.evil.example:5173',
  'two origins in one value': `${web}, ${evil}`,
  'two origins with a blank': `${web} ${evil}`,
  'the same origin twice in one value': `${web}, ${web}`,
  'a wildcard': '*',
  'a file': 'file://',
  nonsense: 'not an origin',
  'a control character': 'http://localhost:5173\t.evil',
  'letters outside ASCII': 'http://localh\xf6st:5173',
}

describe('S02: an Origin that is not in the allowlist', () => {
  for (const [name, origin] of Object.entries(lookAlikes)) {
    it(`${name} (${JSON.stringify(origin)}) gets no CORS header`, async () => {
      const answer = await ask(api, 'GET /api/items', [['Origin', origin]])
      assert.equal(answer.status, 200)
      assertUnreadable(answer)
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
    it(`two Origin lines (${first || 'empty'}, then ${second || 'empty'}) get none`, async () => {
      const answer = await ask(api, 'GET /api/items', [
        ['Origin', first],
        ['Origin', second],
      ])
      assertUnreadable(answer)
    })
  }

  it('blanks around the value belong to the line, so the allowed origin is still allowed', async () => {
    const bytes = 'GET /api/items HTTP/1.1\r\nHost: a\r\norigin:   ' + web + ' \t\r\n\r\n'
    assertReadable(await askBytes(api, bytes), web)
  })
})

describe('one answer after another', () => {
  it('S19: the origin of the first request does not leak into the second', async () => {
    for (const origin of [web, admin, web, admin]) {
      assertReadable(await ask(api, 'GET /api/items', [['Origin', origin]]), origin)
    }
    assertUnreadable(await ask(api, 'GET /api/items', [['Origin', evil]]))
    assertUnreadable(await ask(api, 'GET /api/items'))
  })

  it('S19: the same request gets the same CORS headers eight times', async () => {
    const answers = []
    for (let count = 0; count < 8; count++) {
      const answer = await ask(api, 'GET /api/items', [['Origin', web]])
      answers.push(answer.lines.filter(([name]) => /^access-control|^vary$/.test(name)))
    }
    assert.equal(new Set(answers.map((lines) => JSON.stringify(lines))).size, 1)
  })

  it('S01: requests of two pages at once each get their own origin', async () => {
    const origins = Array.from({ length: 40 }, (_, index) => (index % 2 ? web : admin))
    await Promise.all(
      origins.map(async (origin) =>
        assertReadable(await ask(api, 'GET /api/items', [['Origin', origin]]), origin),
      ),
    )
  })
})

describe('what an answer never says', () => {
  for (const request of requests) {
    it(`S04 S13: ${request} has no * and exposes no Set-Cookie`, async () => {
      const answer = await ask(api, request, [['Origin', web]])
      const cors = answer.lines.filter(([name]) => name.startsWith('access-control-'))
      assert.equal(cors.length > 0, true)
      for (const [name, value] of cors) {
        assert.doesNotMatch(value, /\*/, name)
        assert.doesNotMatch(value, /set-cookie/i, name)
        // S11: tokens and commas only.
        if (!name.endsWith('-origin')) assert.match(value, /^[\w-]+(?:, [\w-]+)*$/, name)
      }
    })
  }

  it('S05: other members of Vary are kept', async () => {
    const extra = await openApi({
      extraRoutes: async (app) => {
        app.get('/varies', (_request, reply) => {
          // A handler that adds a member; the plugin's own is in the header already.
          reply.header('vary', `${String(reply.getHeader('vary'))}, Accept-Language`)
          return reply.send('ok')
        })
        app.get('/overwrites', (_request, reply) => reply.header('vary', 'Accept').send('ok'))
      },
    })
    try {
      const added = await ask(extra, 'GET /varies', [['Origin', web]])
      assertReadable(added, web)
      assert.match(values(added, 'vary').join(), /accept-language/i)

      const overwritten = await ask(extra, 'GET /overwrites', [['Origin', web]])
      assertReadable(overwritten, web)
      assert.match(values(overwritten, 'vary').join(), /accept/i)
    } finally {
      await extra.close()
    }
  })
})

describe('S20: the cost of judging an Origin', () => {
  it('an Origin of 15 kB is refused like any other', async () => {
    const answer = await ask(api, 'GET /api/items', [['Origin', `http://${'a'.repeat(15_000)}`]])
    assert.equal(answer.status, 200)
    assertUnreadable(answer)
  })

  it('an Origin of 16 kB is judged in less than a millisecond, patterns included', () => {
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

describe('S15: requests of no page', () => {
  it('a health check without an Origin is answered 200', async () => {
    assert.equal((await ask(api, 'GET /healthz')).status, 200)
  })

  it('a navigation is answered 200', async () => {
    const lines: Lines = [
      ['Sec-Fetch-Site', 'none'],
      ['Sec-Fetch-Mode', 'navigate'],
    ]
    assert.equal((await ask(api, 'GET /api/items', lines)).status, 200)
  })

  it('HTTP/1.0 is answered 200', async () => {
    const bytes = bytesOf('GET /healthz').replace('HTTP/1.1', 'HTTP/1.0')
    assert.equal((await askBytes(api, bytes)).status, 200)
  })
})

describe('F11: no API path is redirected', () => {
  for (const path of ['/api/items/', '//api/items', '/API/items', '/api/items?', '/']) {
    it(`GET ${path} is no 3xx and is readable`, async () => {
      const answer = await ask(api, `GET ${path}`, [['Origin', web]])
      assert.ok(answer.status < 300 || answer.status >= 400, String(answer.status))
      assertReadable(answer, web)
    })
  }
})
