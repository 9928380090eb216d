import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openStore } from '../src/store/open-store.ts'
import { evil, openApi, signIn, web } from './helpers/api.ts'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { failingRoutes } from './helpers/failing-routes.ts'
import { ask, json, values, type Lines } from './helpers/wire.ts'

const api = await openApi({ extraRoutes: failingRoutes })
after(api.close)
const cookie = await signIn(api)

interface Row {
  status: number
  request: string
  /** Header lines after Origin. */
  lines?: Lines
  body?: string
}

const type = (value: string): Lines => [
  ['Content-Type', value],
  ['Cookie', cookie],
]
const jsonType = type('application/json')

/** Catalogue D, "present": error answers that pass through Fastify's hooks. */
const answers: Record<string, Row> = {
  'a 200': { status: 200, request: 'GET /ok' },
  'a HEAD': { status: 200, request: 'HEAD /ok' },
  'a redirect': { status: 302, request: 'GET /redirect' },
  'a 304': { status: 304, request: 'GET /not-modified' },
  'a 204': { status: 204, request: 'GET /no-content' },
  'malformed JSON': { status: 400, request: 'POST /api/items', lines: jsonType, body: '{' },
  'empty JSON': {
    status: 400,
    request: 'POST /api/items',
    lines: [...jsonType, ['Content-Length', '0']],
  },
  '__proto__ in JSON': {
    status: 400,
    request: 'POST /api/items',
    lines: jsonType,
    body: '{"__proto__":{}}',
  },
  'a body that is not valid': {
    status: 400,
    request: 'POST /api/items',
    lines: jsonType,
    body: '{"title":1}',
  },
  'a query that is not valid': { status: 400, request: 'GET /api/items?limit=0' },
  'a parameter that is not valid': { status: 400, request: 'GET /api/items/abc' },
  'no session': {
    status: 401,
    request: 'POST /api/items',
    lines: [['Content-Type', 'application/json']],
    body: '{"title":"a"}',
  },
  'an unknown path': { status: 404, request: 'GET /nowhere' },
  'a method no route has': { status: 404, request: 'PUT /api/items/1' },
  'a HEAD of an unknown path': { status: 404, request: 'HEAD /nowhere' },
  PROPFIND: { status: 404, request: 'PROPFIND /api/items' },
  QUERY: { status: 404, request: 'QUERY /api/items', lines: jsonType, body: '{}' },
  TRACE: { status: 404, request: 'TRACE /api/items' },
  'an item that is gone': {
    status: 404,
    request: 'DELETE /api/items/999',
    lines: [
      ['Cookie', cookie],
      ['If-Match', '"1"'],
    ],
  },
  'a body over the limit': {
    status: 413,
    request: 'POST /api/items',
    lines: jsonType,
    body: `{"title":"${'a'.repeat(1_100_000)}"}`,
  },
  'a length over the limit, before the body': {
    status: 413,
    request: 'POST /api/items',
    lines: [...jsonType, ['Content-Length', '2000000']],
  },
  'text/plain': { status: 415, request: 'POST /api/items', lines: type('text/plain'), body: '{}' },
  'a form': {
    status: 415,
    request: 'POST /api/items',
    lines: type('application/x-www-form-urlencoded'),
    body: 'title=a',
  },
  'a body without a type': {
    status: 415,
    request: 'POST /api/items',
    lines: [['Cookie', cookie]],
    body: '{"title":"a"}',
  },
  'a change without If-Match': {
    status: 428,
    request: 'DELETE /api/items/1',
    lines: [['Cookie', cookie]],
  },
  'a 418': { status: 418, request: 'GET /teapot' },
  'a handler that throws': { status: 500, request: 'GET /throws' },
  'a handler that throws null': { status: 500, request: 'GET /throws-null' },
  'a handler that throws undefined': { status: 500, request: 'GET /throws-undefined' },
  'a handler that throws a string': { status: 500, request: 'GET /throws-%22a%20string%22' },
  'a handler that throws a number': { status: 500, request: 'GET /throws-42' },
  'a serializer that fails': { status: 500, request: 'GET /unserializable' },
  'a value JSON cannot hold': { status: 500, request: 'GET /bigint' },
  'a stream that fails': { status: 500, request: 'GET /stream-fails' },
  'a 503 of a handler': { status: 503, request: 'GET /unavailable' },
  'a handler that is too slow': { status: 503, request: 'GET /slow' },
  // "Lacking" in the catalogue, mended by the response class.
  'a header value Node refuses': { status: 500, request: 'GET /illegal-value' },
  'a header letter Node refuses': { status: 500, request: 'GET /illegal-letter' },
}

describe('S17: whatever the status, the page can read it', () => {
  for (const [name, { status, request, lines = [], body }] of Object.entries(answers)) {
    it(`${name} (${status}) is readable by an allowed page`, async () => {
      const answer = await ask(api, request, [['Origin', web], ...lines], body)
      assert.equal(answer.status, status, answer.body)
      assertReadable(answer, web)
    })

    it(`${name} is not readable by a disallowed page`, async () => {
      const answer = await ask(api, request, [['Origin', evil], ...lines], body)
      assertUnreadable(answer)
    })
  }
})

describe('what an error answer says', () => {
  it('F02: a handler that throws answers 500 with the request id and without the reason', async () => {
    const answer = await ask(api, 'GET /throws', [['Origin', web]])
    const problem = JSON.parse(answer.body) as Record<string, unknown>
    assert.deepEqual(Object.keys(problem).toSorted(), [
      'code',
      'message',
      'requestId',
      'statusCode',
    ])
    assert.equal(problem['statusCode'], 500)
    assert.equal(problem['code'], 'INTERNAL_ERROR')
    assert.deepEqual(values(answer, 'x-request-id'), [problem['requestId']])
    assert.doesNotMatch(answer.body, /secret/)
  })

  for (const [request, code] of [
    ['GET /nowhere', 'ROUTE_NOT_FOUND'],
    ['GET /api/items/7777', 'ITEM_NOT_FOUND'],
    ['GET /api/items?limit=0', 'FST_ERR_VALIDATION'],
  ]) {
    it(`${request} answers the same shape with the code ${code}`, async () => {
      const answer = await ask(api, request ?? '', [['Origin', web]])
      const problem = JSON.parse(answer.body) as Record<string, unknown>
      assert.equal(problem['code'], code)
      assert.equal(problem['statusCode'], answer.status)
      assert.deepEqual(values(answer, 'x-request-id'), [problem['requestId']])
    })
  }
})

describe('S24: answers that go past Fastify', () => {
  const paths = ['end', 'head', 'reason', 'no-reason', 'list', 'vary', 'vary-accept', 'copy']
  for (const path of paths.map((each) => `/hijack-${each}`)) {
    it(`${path} is readable by an allowed page`, async () => {
      const answer = await ask(api, `GET ${path}`, [['Origin', web]])
      assert.equal(answer.status, 200)
      assertReadable(answer, web)
      assert.match(answer.body, /raw/)
      assert.deepEqual(values(answer, 'x-raw'), path.endsWith('end') ? [] : ['yes'])
    })

    it(`${path} is not readable by a disallowed page`, async () => {
      assertUnreadable(await ask(api, `GET ${path}`, [['Origin', evil]]))
    })
  }

  it('a raw answer keeps the headers it repeats', async () => {
    const answer = await ask(api, 'GET /hijack-list', [['Origin', web]])
    assert.deepEqual(values(answer, 'set-cookie'), ['a=1', 'b=2'])
  })
})

describe('S17: what the router refuses before any hook', () => {
  const refusals = [
    ['/api/items/%ff', 400, 'FST_ERR_BAD_URL'],
    ['/%', 400, 'FST_ERR_BAD_URL'],
    [`/api/items/${'a'.repeat(101)}`, 414, 'FST_ERR_MAX_PARAM_LENGTH'],
  ] as const
  for (const [path, status, code] of refusals) {
    const short = path.slice(0, 20)
    it(`GET ${short} answers a readable ${status} ${code}`, async () => {
      const answer = await ask(api, `GET ${path}`, [['Origin', web]])
      assert.equal(answer.status, status)
      assertReadable(answer, web)
      const problem = JSON.parse(answer.body) as Record<string, unknown>
      assert.equal(problem['code'], code)
      assert.deepEqual(values(answer, 'x-request-id'), [problem['requestId']])
    })

    it(`GET ${short} of a disallowed page is refused unreadably`, async () => {
      const answer = await ask(api, `GET ${path}`, [['Origin', evil]])
      assert.equal(answer.status, status)
      assertUnreadable(answer)
    })

    it(`the preflight of PATCH ${short} passes, so that the page can read the ${status}`, async () => {
      const answer = await ask(api, `OPTIONS ${path}`, [
        ['Origin', web],
        ['Access-Control-Request-Method', 'PATCH'],
        ['Access-Control-Request-Headers', 'content-type,if-match'],
      ])
      assert.equal(answer.status, 204)
      assert.deepEqual(values(answer, 'access-control-allow-origin'), [web])
      assert.deepEqual(values(answer, 'access-control-allow-credentials'), ['true'])
      assert.match(values(answer, 'access-control-allow-methods').join(), /PATCH/)
      assert.match(values(answer, 'access-control-allow-headers').join(), /if-match/i)
    })

    it(`the preflight of PATCH ${short} from a disallowed page is refused`, async () => {
      const answer = await ask(api, `OPTIONS ${path}`, [
        ['Origin', evil],
        ['Access-Control-Request-Method', 'PATCH'],
      ])
      assert.equal(answer.status >= 400, true)
      assertUnreadable(answer)
    })

    it(`PATCH ${short} answers a readable ${status}`, async () => {
      const lines = json(web, cookie)
      const answer = await ask(api, `PATCH ${path}`, lines, '{"done":true}')
      assert.equal(answer.status, status)
      assertReadable(answer, web)
    })
  }
})

describe('a database that does not answer', () => {
  it('readyz is a readable 503 with Retry-After, while healthz is 200', async () => {
    const store = await openStore(':memory:')
    const failing = await openApi({
      store: { ...store, ping: () => Promise.reject(new Error('the secret reason')) },
    })
    try {
      const answer = await ask(failing, 'GET /readyz', [['Origin', web]])
      assert.equal(answer.status, 503)
      assertReadable(answer, web)
      assert.deepEqual(values(answer, 'retry-after'), ['5'])
      assert.doesNotMatch(answer.body, /secret/)
      assert.equal((await ask(failing, 'GET /healthz')).status, 200)
    } finally {
      await failing.close()
    }
  })

  it('a page of items is a readable 500 without the reason', async () => {
    const store = await openStore(':memory:')
    const page = () => Promise.reject(new Error('the secret reason'))
    const failing = await openApi({ store: { ...store, items: { ...store.items, page } } })
    try {
      const answer = await ask(failing, 'GET /api/items', [['Origin', web]])
      assert.equal(answer.status, 500)
      assertReadable(answer, web)
      assert.doesNotMatch(answer.body, /secret/)
    } finally {
      await failing.close()
    }
  })
})
