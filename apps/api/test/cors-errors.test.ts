import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { openDatabase } from '../src/database/open.ts'
import { evil, openApi, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { failingRoutes, thrownValues } from './helpers/failing-routes.ts'
import { bytesOf, json, send, values, Wire, type Lines, type WireResponse } from './helpers/wire.ts'

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

const rows: Record<string, Row> = {
  'a handler that succeeds': { status: 200, request: 'GET /ok' },
  'HEAD of a handler that succeeds': { status: 200, request: 'HEAD /ok' },
  'a redirect': { status: 302, request: 'GET /redirect' },
  'a handler that sends 304': { status: 304, request: 'GET /not-modified' },
  'a handler that sends 204': { status: 204, request: 'GET /no-content' },
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
  'an invalid body': {
    status: 400,
    request: 'POST /api/items',
    lines: jsonType,
    body: '{"title":1}',
  },
  'an invalid query': { status: 400, request: 'GET /api/items?limit=0' },
  'an invalid parameter': { status: 400, request: 'GET /api/items/abc' },
  'no session': {
    status: 401,
    request: 'POST /api/items',
    lines: [['Content-Type', 'application/json']],
    body: '{"title":"a"}',
  },
  'an unknown path': { status: 404, request: 'GET /nowhere' },
  'a method without a route': { status: 404, request: 'PUT /api/items/1' },
  'HEAD of an unknown path': { status: 404, request: 'HEAD /nowhere' },
  PROPFIND: { status: 404, request: 'PROPFIND /api/items' },
  QUERY: { status: 404, request: 'QUERY /api/items', lines: jsonType, body: '{}' },
  TRACE: { status: 404, request: 'TRACE /api/items' },
  'an item that does not exist': {
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
  'a Content-Length over the limit, before the body': {
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
  'a body without Content-Type': {
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
  'a handler that sends 418': { status: 418, request: 'GET /teapot' },
  'a handler that throws': { status: 500, request: 'GET /throws' },
  'a serializer that fails': { status: 500, request: 'GET /unserializable' },
  'a value that JSON cannot represent': { status: 500, request: 'GET /bigint' },
  'a stream that fails': { status: 500, request: 'GET /stream-fails' },
  'a handler that sends 503': { status: 503, request: 'GET /unavailable' },
  'a handler over its handlerTimeout': { status: 503, request: 'GET /slow' },
  'an onSend hook that fails for the error response too': {
    status: 500,
    request: 'GET /onSend-always-throws',
  },
  // Fastify drops the headers of the hooks for these two.
  'a header value with a line end': { status: 500, request: 'GET /invalid-value' },
  'a header value outside latin1': { status: 500, request: 'GET /invalid-letter' },
}

/** Returns 403 for a change: the origin guard rejects it before the body is read. */
function statusIfDisallowed({ status, request }: Row): number {
  return /^(?:GET|HEAD) /.test(request) ? status : 403
}

describe('CORS headers on every status', () => {
  for (const [name, row] of Object.entries(rows)) {
    const { status, request, lines = [], body } = row
    it(`${name}, allowed origin -> ${status} with CORS headers`, async () => {
      const response = await send(api, request, [['Origin', web], ...lines], body)
      assert.equal(response.status, status, response.body)
      assertCorsHeaders(response, web)
    })

    const rejected = statusIfDisallowed(row)
    it(`${name}, disallowed origin -> ${rejected} without CORS headers`, async () => {
      const response = await send(api, request, [['Origin', evil], ...lines], body)
      assert.equal(response.status, rejected, response.body)
      assertNoCorsHeaders(response)
    })
  }
})

describe('the connection after a rejected body', () => {
  for (const name of ['malformed JSON', 'a body over the limit', 'text/plain']) {
    it(`${name} -> open: the next request gets its response`, async () => {
      const { status, request, lines = [], body } = rows[name]!
      const wire = await Wire.open(api.port)
      wire.write(bytesOf(request, [['Origin', web], ...lines], body))
      const response = await wire.response()
      assert.equal(response.status, status)
      assert.notDeepEqual(values(response, 'connection'), ['close'])
      wire.write(bytesOf('GET /ok', [['Origin', web]]))
      assert.equal((await wire.response()).status, 200)
      wire.close()
    })
  }

  it('a Content-Length of more than 16 MB -> closed', async () => {
    const lines: Lines = [...json(web, cookie), ['Content-Length', String(17 * 1024 * 1024)]]
    const response = await send(api, 'POST /api/items', lines)
    assert.equal(response.status, 413)
    assert.deepEqual(values(response, 'connection'), ['close'])
  })
})

function errorOf(response: WireResponse): Record<string, unknown> {
  return JSON.parse(response.body) as Record<string, unknown>
}

/** Asserts the format of an error response, and that its id is in the header too. */
function assertError(response: WireResponse, code: string): void {
  const error = errorOf(response)
  assert.deepEqual(Object.keys(error).toSorted(), ['code', 'message', 'requestId', 'statusCode'])
  assert.equal(error['statusCode'], response.status)
  assert.equal(error['code'], code)
  assert.deepEqual(values(response, 'x-request-id'), [error['requestId']])
  assert.match(values(response, 'content-type').join(), /^application\/json/)
}

describe('the body of an error response', () => {
  for (const [request, code] of [
    ['GET /throws', 'INTERNAL_ERROR'],
    ['GET /slow', 'SERVICE_UNAVAILABLE'],
    ['GET /nowhere', 'ROUTE_NOT_FOUND'],
    ['PUT /api/items/1', 'ROUTE_NOT_FOUND'],
    ['GET /api/items/7777', 'ITEM_NOT_FOUND'],
    ['GET /api/items?limit=0', 'VALIDATION_FAILED'],
    ['GET /api/items/abc', 'VALIDATION_FAILED'],
  ] as const) {
    it(`${request} -> code ${code}`, async () => {
      assertError(await send(api, request, [['Origin', web]]), code)
    })
  }

  for (const [name, code] of [
    ['malformed JSON', 'BAD_REQUEST'],
    ['empty JSON', 'BAD_REQUEST'],
    ['an invalid body', 'VALIDATION_FAILED'],
    ['no session', 'SIGN_IN_REQUIRED'],
    ['a body over the limit', 'PAYLOAD_TOO_LARGE'],
    ['text/plain', 'UNSUPPORTED_MEDIA_TYPE'],
    ['a change without If-Match', 'IF_MATCH_REQUIRED'],
  ] as const) {
    it(`${name} -> code ${code}`, async () => {
      const { request, lines = [], body } = rows[name]!
      assertError(await send(api, request, [['Origin', web], ...lines], body), code)
    })
  }

  for (const request of ['GET /throws', 'GET /unserializable', 'GET /stream-fails']) {
    it(`${request} -> 500 without the reason`, async () => {
      const response = await send(api, request, [['Origin', web]])
      assert.equal(response.status, 500)
      assert.doesNotMatch(response.body, /secret|failed/)
    })
  }
})

describe('values that are not errors of Fastify', () => {
  const positions = [
    '',
    'onRequest-',
    'preParsing-',
    'preValidation-',
    'preHandler-',
    'preSerialization-',
    'onSend-',
  ]
  for (const position of positions) {
    for (const [name, { status }] of Object.entries(thrownValues)) {
      const request = `GET /${position}throws-${name}`
      it(`${request}, allowed origin -> JSON ${status} with CORS headers`, async () => {
        const response = await send(api, request, [['Origin', web]])
        assert.equal(response.status, status, response.body)
        assertCorsHeaders(response, web)
        const code = { 400: 'BAD_REQUEST', 418: 'IM_A_TEAPOT' }[status] ?? 'INTERNAL_ERROR'
        assertError(response, code)
        assert.doesNotMatch(response.body, /secret/)
      })

      it(`${request}, disallowed origin -> ${status} without CORS headers`, async () => {
        const response = await send(api, request, [['Origin', evil]])
        assert.equal(response.status, status, response.body)
        assertNoCorsHeaders(response)
      })
    }
  }
})

describe('responses through reply.raw', () => {
  const paths = ['end', 'head', 'reason', 'no-reason', 'list', 'vary', 'vary-accept', 'copy']
  for (const path of paths.map((each) => `/hijack-${each}`)) {
    it(`GET ${path}, allowed origin -> 200 with CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', web]])
      assert.equal(response.status, 200)
      assertCorsHeaders(response, web)
      assert.match(response.body, /raw/)
      assert.deepEqual(values(response, 'x-raw'), path.endsWith('end') ? [] : ['yes'])
    })

    it(`GET ${path}, disallowed origin -> 200 without CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', evil]])
      assert.equal(response.status, 200)
      assertNoCorsHeaders(response)
      assert.deepEqual(values(response, 'x-raw'), path.endsWith('end') ? [] : ['yes'])
    })
  }

  for (const [name, origin] of [
    ['allowed', web],
    ['disallowed', evil],
  ] as const) {
    it(`GET /hijack-star with its own *, ${name} origin -> 200 with * alone`, async () => {
      const response = await send(api, 'GET /hijack-star', [['Origin', origin]])
      assert.equal(response.status, 200)
      const cors = response.lines.filter(([header]) => header.startsWith('access-control-'))
      assert.deepEqual(cors, [['access-control-allow-origin', '*']])
    })
  }

  it('GET /hijack-list -> both Set-Cookie lines', async () => {
    const response = await send(api, 'GET /hijack-list', [['Origin', web]])
    assert.deepEqual(values(response, 'set-cookie'), ['a=1', 'b=2'])
  })
})

describe('requests that the router rejects before any hook', () => {
  const rejected = [
    ['/api/items/%ff', 400, 'BAD_REQUEST'],
    ['/%', 400, 'BAD_REQUEST'],
    [`/api/items/${'a'.repeat(101)}`, 414, 'URI_TOO_LONG'],
  ] as const
  for (const [path, status, code] of rejected) {
    const short = path.slice(0, 20)
    it(`GET ${short}, allowed origin -> ${status} ${code} with CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', web]])
      assert.equal(response.status, status)
      assertCorsHeaders(response, web)
      assertError(response, code)
    })

    it(`GET ${short}, disallowed origin -> ${status} without CORS headers`, async () => {
      const response = await send(api, `GET ${path}`, [['Origin', evil]])
      assert.equal(response.status, status)
      assertNoCorsHeaders(response)
    })

    it(`preflight of PATCH ${short}, allowed origin -> 204: the page can read the ${status}`, async () => {
      const response = await send(api, `OPTIONS ${path}`, [
        ['Origin', web],
        ['Access-Control-Request-Method', 'PATCH'],
        ['Access-Control-Request-Headers', 'content-type,if-match'],
      ])
      assert.equal(response.status, 204)
      assert.deepEqual(values(response, 'access-control-allow-origin'), [web])
      assert.deepEqual(values(response, 'access-control-allow-credentials'), ['true'])
      assert.match(values(response, 'access-control-allow-methods').join(), /PATCH/)
      assert.match(values(response, 'access-control-allow-headers').join(), /if-match/i)
    })

    // The preflight route is `*`: it has no parameter that could be too long.
    const preflightStatus = status === 414 ? 403 : status
    it(`preflight of PATCH ${short}, disallowed origin -> ${preflightStatus} without CORS headers`, async () => {
      const response = await send(api, `OPTIONS ${path}`, [
        ['Origin', evil],
        ['Access-Control-Request-Method', 'PATCH'],
      ])
      assert.equal(response.status, preflightStatus)
      assertNoCorsHeaders(response)
    })

    it(`PATCH ${short}, allowed origin -> ${status} with CORS headers`, async () => {
      const response = await send(api, `PATCH ${path}`, json(web, cookie), '{"done":true}')
      assert.equal(response.status, status)
      assertCorsHeaders(response, web)
    })

    it(`PATCH ${short}, disallowed origin -> ${status} without CORS headers`, async () => {
      const response = await send(api, `PATCH ${path}`, json(evil, cookie), '{"done":true}')
      assert.equal(response.status, status)
      assertNoCorsHeaders(response)
    })
  }
})

describe('a database that fails', async () => {
  const database = await openDatabase(':memory:')
  const failing = await openApi({
    database: { ...database, checkReady: () => Promise.reject(new Error('the secret reason')) },
  })
  after(failing.close)
  await database.write(({ schema }) => schema.alterTable('items').renameTo('lost').execute())

  for (const [request, status] of [
    ['GET /readyz', 503],
    ['GET /api/items', 500],
  ] as const) {
    it(`${request}, allowed origin -> ${status} with CORS headers, without the reason`, async () => {
      const response = await send(failing, request, [['Origin', web]])
      assert.equal(response.status, status)
      assertCorsHeaders(response, web)
      assert.doesNotMatch(response.body, /secret|no such table/)
    })

    it(`${request}, disallowed origin -> ${status} without CORS headers`, async () => {
      const response = await send(failing, request, [['Origin', evil]])
      assert.equal(response.status, status)
      assertNoCorsHeaders(response)
    })
  }

  it('GET /readyz -> Retry-After', async () => {
    assert.deepEqual(values(await send(failing, 'GET /readyz'), 'retry-after'), ['5'])
  })

  it('GET /healthz -> 200: the process responds', async () => {
    assert.equal((await send(failing, 'GET /healthz')).status, 200)
  })
})
