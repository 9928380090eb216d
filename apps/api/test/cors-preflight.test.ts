import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fp from 'fastify-plugin'
import { admin, evil, openApi, policyFor, web } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders, assertVaryOrigin } from './helpers/cors-asserts.ts'
import { collectLog } from './helpers/log.ts'
import { preflightLines, send, values, type Lines, type WireResponse } from './helpers/wire.ts'

const log = collectLog()
const hooks: string[] = []

/** Records the hooks that run in the scope of the routes. */
const recordHooks = fp(async (app) => {
  app.addHook('onRequest', async () => void hooks.push('onRequest'))
  app.addHook('preParsing', async () => void hooks.push('preParsing'))
  app.addHook('preHandler', async () => void hooks.push('preHandler'))
  app.addHook('onSend', async () => void hooks.push('onSend'))
  app.addHook('onResponse', async () => void hooks.push('onResponse'))
})
const api = await openApi({
  // Literal, like the values that are expected: cors-policy.ts is edited after cloning.
  policy: policyFor({
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    requestHeaders: ['Content-Type', 'If-Match'],
    maxAgeSeconds: 7200,
  }),
  logger: { level: 'trace', stream: log.stream },
  extraRoutes: recordHooks,
})
after(api.close)

const preflight = (path: string, origin: string, method: string, headers?: string) =>
  send(api, `OPTIONS ${path}`, preflightLines(origin, method, headers))

/** Returns the members of a header that must have exactly one line. */
function list(response: WireResponse, name: string): string[] {
  const lines = values(response, name)
  assert.equal(lines.length, 1, `${name} has ${lines.length} lines`)
  return (lines[0] ?? '').split(',').map((each) => each.trim())
}

/** Asserts that the browser sends the actual request after this response. */
function assertPreflightSucceeds(response: WireResponse, origin: string): void {
  assert.equal(response.status, 204)
  assert.deepEqual(values(response, 'access-control-allow-origin'), [origin])
  assert.deepEqual(values(response, 'access-control-allow-credentials'), ['true'])
  const methods = list(response, 'access-control-allow-methods')
  assert.deepEqual(methods.toSorted(), ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST'])
  const headers = list(response, 'access-control-allow-headers').map((name) => name.toLowerCase())
  assert.deepEqual(headers.toSorted(), ['content-type', 'if-match'])
  assert.deepEqual(values(response, 'access-control-max-age'), ['7200'])
  assertVaryOrigin(response)
  assert.equal(response.body, '')
  assert.deepEqual(values(response, 'set-cookie'), [])
  assert.deepEqual(values(response, 'location'), [])
}

function assertPreflightFails(response: WireResponse): void {
  assert.equal(response.status, 403)
  assertNoCorsHeaders(response)
}

describe('CORS-preflight requests', () => {
  const targets = [
    ['/api/items', 'POST'],
    ['/api/items/1', 'PATCH'],
    ['/api/items/1', 'DELETE'],
    ['/api/session', 'POST'],
    ['/api/session', 'DELETE'],
    ['/api/items', 'GET'],
    ['/api/events', 'GET'],
    ['/no/such/route', 'POST'],
  ] as const
  for (const [path, method] of targets) {
    for (const origin of [web, admin]) {
      it(`for ${method} ${path}, allowed origin ${origin} -> 204`, async () => {
        const response = await preflight(path, origin, method, 'content-type,if-match')
        assertPreflightSucceeds(response, origin)
      })
    }

    it(`for ${method} ${path}, disallowed origin -> 403 ORIGIN_NOT_ALLOWED`, async () => {
      const response = await preflight(path, evil, method, 'content-type')
      assertPreflightFails(response)
      assert.match(response.body, /ORIGIN_NOT_ALLOWED/)
      assert.match(response.body, /https:\/\/evil\.example/)
    })
  }

  for (const origin of ['null', '', `${web}/`, `${web}, ${evil}`]) {
    it(`with Origin ${JSON.stringify(origin)} -> 403`, async () => {
      assertPreflightFails(await preflight('/api/items', origin, 'POST'))
    })
  }

  for (const [first, second] of [
    [web, evil],
    [evil, web],
    [web, web],
  ] as const) {
    it(`with two Origin lines (${first}, ${second}) -> 403`, async () => {
      const lines: Lines = [['Origin', first], ...preflightLines(second, 'POST')]
      assertPreflightFails(await send(api, 'OPTIONS /api/items', lines))
    })
  }

  it('for PUT, which no route has -> Access-Control-Allow-Methods without PUT', async () => {
    const response = await preflight('/api/items/1', web, 'PUT')
    assert.equal(list(response, 'access-control-allow-methods').includes('PUT'), false)
  })

  it('for patch in lower case -> Access-Control-Allow-Methods has PATCH, not patch', async () => {
    const methods = list(
      await preflight('/api/items/1', web, 'patch'),
      'access-control-allow-methods',
    )
    assert.equal(methods.includes('PATCH'), true)
    assert.equal(methods.includes('patch'), false)
  })

  it('with a header that is not in the policy -> Access-Control-Allow-Headers without it', async () => {
    const response = await preflight('/api/items', web, 'POST', 'x-evil,authorization')
    assertPreflightSucceeds(response, web)
  })

  it('with an invalid cookie -> 204: credentials are not needed', async () => {
    const lines: Lines = [...preflightLines(web, 'POST'), ['Cookie', 'session=nonsense']]
    assertPreflightSucceeds(await send(api, 'OPTIONS /api/items', lines), web)
  })

  it('with a trailing slash -> 204, not redirected', async () => {
    assertPreflightSucceeds(await preflight('/api/items/', web, 'POST'), web)
  })

  it('with a trailing slash, disallowed origin -> 403, not redirected', async () => {
    assertPreflightFails(await preflight('/api/items/', evil, 'POST'))
  })

  for (const maxAgeSeconds of [0, 600, 86400]) {
    it(`maxAgeSeconds ${maxAgeSeconds} -> Access-Control-Max-Age: ${maxAgeSeconds}`, async () => {
      const other = await openApi({ policy: policyFor({ maxAgeSeconds }) })
      try {
        const response = await send(other, 'OPTIONS /api/items', preflightLines(web, 'POST'))
        assert.deepEqual(values(response, 'access-control-max-age'), [String(maxAgeSeconds)])
      } finally {
        await other.close()
      }
    })
  }

  it('allowed origin -> no header of the plugins that follow', async () => {
    const response = await preflight('/api/items', web, 'POST')
    const names = response.lines.map(([name]) => name)
    for (const name of ['x-request-id', 'content-security-policy', 'set-cookie']) {
      assert.ok(!names.includes(name), name)
    }
  })
})

describe('Access-Control-Request-Headers', () => {
  const variants: Record<string, Lines> = {
    'empty members': [['Access-Control-Request-Headers', ',,content-type,,if-match,']],
    'spaces and tabs': [['Access-Control-Request-Headers', ' content-type \t,\t if-match ']],
    'several lines': [
      ['Access-Control-Request-Headers', 'content-type'],
      ['Access-Control-Request-Headers', 'if-match'],
    ],
    'upper case': [['Access-Control-Request-Headers', 'CONTENT-TYPE,If-Match']],
    'an empty value': [['Access-Control-Request-Headers', '']],
    '15 kB of commas': [['Access-Control-Request-Headers', ','.repeat(15_000)]],
    '15 kB of names': [['Access-Control-Request-Headers', 'x-a,'.repeat(3750)]],
    '500 lines': Array.from(
      { length: 500 },
      () => ['Access-Control-Request-Headers', 'x'] as const,
    ),
  }
  for (const [name, lines] of Object.entries(variants)) {
    it(`${name}, allowed origin -> the same response as to a usual preflight`, async () => {
      const usual = await preflight('/api/items', web, 'POST', 'content-type')
      const response = await send(api, 'OPTIONS /api/items', [
        ...preflightLines(web, 'POST'),
        ...lines,
      ])
      assertPreflightSucceeds(response, web)
      const constant = ({ lines }: WireResponse) => lines.filter(([name]) => name !== 'date')
      assert.deepEqual(constant(response), constant(usual))
    })

    it(`${name}, disallowed origin -> 403`, async () => {
      const all: Lines = [...preflightLines(evil, 'POST'), ...lines]
      assertPreflightFails(await send(api, 'OPTIONS /api/items', all))
    })
  }

  it('15 kB of commas -> less than ten times the time of a usual preflight', async () => {
    const time = async (headers: string) => {
      const times = []
      for (let count = 0; count < 30; count++) {
        const start = performance.now()
        const { statusCode } = await api.app.inject({
          method: 'OPTIONS',
          url: '/api/items',
          headers: {
            origin: web,
            'access-control-request-method': 'POST',
            'access-control-request-headers': headers,
          },
        })
        times.push(performance.now() - start)
        assert.equal(statusCode, 204)
      }
      return Math.min(...times)
    }
    const usual = await time('content-type')
    const longest = await time(','.repeat(15_000))
    assert.ok(longest < 10 * usual + 1, `${longest} ms against ${usual} ms`)
  })
})

describe('OPTIONS requests that are not preflights', () => {
  it('no Access-Control-Request-Method, allowed origin -> 404 with CORS headers', async () => {
    const response = await send(api, 'OPTIONS /api/items', [['Origin', web]])
    assert.equal(response.status, 404)
    assertCorsHeaders(response, web)
    assert.deepEqual(values(response, 'access-control-allow-methods'), [])
  })

  it('no Access-Control-Request-Method, disallowed origin -> 404 without CORS headers', async () => {
    const response = await send(api, 'OPTIONS /api/items', [['Origin', evil]])
    assert.equal(response.status, 404)
    assertNoCorsHeaders(response)
  })

  it('no Origin -> 404 without CORS headers', async () => {
    const lines: Lines = [['Access-Control-Request-Method', 'POST']]
    const response = await send(api, 'OPTIONS /api/items', lines)
    assert.equal(response.status, 404)
    assertNoCorsHeaders(response)
  })

  for (const target of ['*', '/', '/api/items/1']) {
    it(`OPTIONS ${target}, no Origin -> below 500, Vary: Origin`, async () => {
      const response = await send(api, `OPTIONS ${target}`)
      assert.ok(response.status < 500, String(response.status))
      assertVaryOrigin(response)
    })
  }
})

describe('hooks and log lines', () => {
  const preflights = {
    'of a route': () => preflight('/api/items', web, 'POST', 'content-type'),
    'of an unknown route': () => preflight('/nowhere', web, 'DELETE'),
  }
  for (const [name, sendPreflight] of Object.entries(preflights)) {
    it(`preflight ${name}, allowed origin -> no hook of the routes, no log line`, async () => {
      hooks.length = 0
      log.lines.length = 0
      assert.equal((await sendPreflight()).status, 204)
      assert.deepEqual(hooks, [])
      assert.deepEqual(log.lines, [])
    })
  }

  it('preflight, disallowed origin -> no hook of the routes, only the rejected origin', async () => {
    hooks.length = 0
    log.lines.length = 0
    const origin = 'https://another.example'
    assert.equal((await preflight('/api/items', origin, 'POST')).status, 403)
    assert.deepEqual(hooks, [])
    assert.deepEqual(
      log.lines.map(({ code, level }) => [code, level]),
      [['ORIGIN_NOT_ALLOWED', 40]],
    )
  })

  it('preflight of a URL that the router rejects -> no log line', async () => {
    log.lines.length = 0
    assert.equal((await preflight('/api/items/%ff', web, 'PATCH')).status, 204)
    assert.deepEqual(log.lines, [])
  })

  it('actual request -> all hooks, two log lines', async () => {
    hooks.length = 0
    log.lines.length = 0
    await send(api, 'GET /api/items', [['Origin', web]])
    assert.deepEqual(hooks, ['onRequest', 'preParsing', 'preHandler', 'onSend', 'onResponse'])
    assert.deepEqual(
      log.lines.map(({ msg }) => msg),
      ['incoming request', 'request completed'],
    )
  })
})
