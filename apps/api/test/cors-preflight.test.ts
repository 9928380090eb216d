import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import fp from 'fastify-plugin'
import { admin, evil, openApi, policyFor, web } from './helpers/api.ts'
import { assertUnreadable, assertVaries } from './helpers/cors-asserts.ts'
import { collectLog } from './helpers/log.ts'
import { ask, preflightLines, values, type Answer, type Lines } from './helpers/wire.ts'

const log = collectLog()
const hooks: string[] = []

/** Counts every hook of the API's own scope. */
const spy = fp(async (app) => {
  app.addHook('onRequest', async () => void hooks.push('onRequest'))
  app.addHook('preParsing', async () => void hooks.push('preParsing'))
  app.addHook('preHandler', async () => void hooks.push('preHandler'))
  app.addHook('onSend', async () => void hooks.push('onSend'))
  app.addHook('onResponse', async () => void hooks.push('onResponse'))
})
const api = await openApi({
  logger: { level: 'trace', stream: log.stream },
  extraRoutes: spy,
})
after(api.close)

const preflight = (path: string, origin: string, method: string, headers?: string) =>
  ask(api, `OPTIONS ${path}`, preflightLines(origin, method, headers))

function list(answer: Answer, name: string): string[] {
  const lines = values(answer, name)
  assert.equal(lines.length, 1, `${name} has ${lines.length} lines`)
  return (lines[0] ?? '').split(',').map((each) => each.trim())
}

/** S03, S07, S08, S09, S18: what lets the browser send the actual request. */
function assertPasses(answer: Answer, origin: string): void {
  assert.equal(answer.status, 204)
  assert.deepEqual(values(answer, 'access-control-allow-origin'), [origin])
  assert.deepEqual(values(answer, 'access-control-allow-credentials'), ['true'])
  const methods = list(answer, 'access-control-allow-methods')
  assert.deepEqual(methods.toSorted(), ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST'])
  const headers = list(answer, 'access-control-allow-headers').map((name) => name.toLowerCase())
  assert.deepEqual(headers.toSorted(), ['content-type', 'if-match'])
  assert.deepEqual(values(answer, 'access-control-max-age'), ['7200'])
  assertVaries(answer)
  assert.equal(answer.body, '')
  assert.deepEqual(values(answer, 'set-cookie'), [])
  assert.deepEqual(values(answer, 'location'), [])
}

describe('a CORS-preflight request', () => {
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
      it(`S03 S07 S08 S09 S18: ${method} ${path} from ${origin} passes`, async () => {
        assertPasses(await preflight(path, origin, method, 'content-type,if-match'), origin)
      })
    }

    it(`S02 S16: ${method} ${path} from a disallowed origin is refused, and says so`, async () => {
      const answer = await preflight(path, evil, method, 'content-type')
      assert.equal(answer.status, 403)
      assertUnreadable(answer)
      assert.match(answer.body, /ORIGIN_NOT_ALLOWED/)
    })
  }

  for (const origin of ['null', '', `${web}/`, `${web}, ${evil}`]) {
    it(`S02: one with Origin ${JSON.stringify(origin)} is refused`, async () => {
      const answer = await preflight('/api/items', origin, 'POST')
      assert.equal(answer.status, 403)
      assertUnreadable(answer)
    })
  }

  for (const [first, second] of [
    [web, evil],
    [evil, web],
    [web, web],
  ] as const) {
    it(`S02: one with two Origin lines (${first}, ${second}) is refused`, async () => {
      const answer = await ask(api, 'OPTIONS /api/items', [
        ['Origin', first],
        ...preflightLines(second, 'POST'),
      ])
      assert.equal(answer.status, 403)
      assertUnreadable(answer)
    })
  }

  it('S08: a method that is not routed is not in the list', async () => {
    const answer = await preflight('/api/items/1', web, 'PUT')
    assert.equal(list(answer, 'access-control-allow-methods').includes('PUT'), false)
  })

  it('S08: lower-case patch is not in the list, which is case-sensitive', async () => {
    const answer = await preflight('/api/items/1', web, 'patch')
    assert.equal(list(answer, 'access-control-allow-methods').includes('patch'), false)
  })

  it('S09: a header that is not listed is not reflected', async () => {
    const answer = await preflight('/api/items', web, 'POST', 'x-evil,authorization')
    assertPasses(answer, web)
  })

  it('S07: it asks for no cookie and ignores one', async () => {
    const lines: Lines = [...preflightLines(web, 'POST'), ['Cookie', 'session=nonsense']]
    assertPasses(await ask(api, 'OPTIONS /api/items', lines), web)
  })

  it('S07: the address with and without a trailing slash is answered, not redirected', async () => {
    assertPasses(await preflight('/api/items/', web, 'POST'), web)
  })

  for (const maxAgeSeconds of [0, 600, 86400]) {
    it(`S18: Access-Control-Max-Age is the policy's ${maxAgeSeconds}`, async () => {
      const other = await openApi({ policy: policyFor({ maxAgeSeconds }) })
      try {
        const answer = await ask(other, 'OPTIONS /api/items', preflightLines(web, 'POST'))
        assert.deepEqual(values(answer, 'access-control-max-age'), [String(maxAgeSeconds)])
      } finally {
        await other.close()
      }
    })
  }
})

describe('S10: Access-Control-Request-Headers', () => {
  const spellings: Record<string, Lines> = {
    'empty members': [['Access-Control-Request-Headers', ',,content-type,,if-match,']],
    'blanks and tabs': [['Access-Control-Request-Headers', ' content-type \t,\t if-match ']],
    'split lines': [
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
  for (const [name, lines] of Object.entries(spellings)) {
    it(`${name}: the answer is the same`, async () => {
      const usual = await preflight('/api/items', web, 'POST', 'content-type')
      const answer = await ask(api, 'OPTIONS /api/items', [
        ...preflightLines(web, 'POST'),
        ...lines,
      ])
      assertPasses(answer, web)
      const constant = ({ lines }: Answer) => lines.filter(([name]) => name !== 'date')
      assert.deepEqual(constant(answer), constant(usual))
    })
  }

  it('15 kB of commas cost no more than the bytes: under ten times a usual preflight', async () => {
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
    const absurd = await time(','.repeat(15_000))
    assert.ok(absurd < 10 * usual + 1, `${absurd} ms against ${usual} ms`)
  })
})

describe('S14: an OPTIONS request that is no preflight', () => {
  it('without Access-Control-Request-Method it is a method no route has: 404, readable', async () => {
    const answer = await ask(api, 'OPTIONS /api/items', [['Origin', web]])
    assert.equal(answer.status, 404)
    assert.deepEqual(values(answer, 'access-control-allow-origin'), [web])
    assert.deepEqual(values(answer, 'access-control-allow-methods'), [])
    assertVaries(answer)
  })

  it('without Origin it is 404', async () => {
    const answer = await ask(api, 'OPTIONS /api/items', [['Access-Control-Request-Method', 'POST']])
    assert.equal(answer.status, 404)
    assertUnreadable(answer)
  })

  it('bare, from a disallowed origin, it is 404 and not readable', async () => {
    const answer = await ask(api, 'OPTIONS /api/items', [['Origin', evil]])
    assert.equal(answer.status, 404)
    assertUnreadable(answer)
  })

  for (const target of ['*', '/', '/api/items/1']) {
    it(`OPTIONS ${target} without Origin is no 5xx`, async () => {
      const answer = await ask(api, `OPTIONS ${target}`)
      assert.ok(answer.status < 500, String(answer.status))
      assertVaries(answer)
    })
  }
})

describe('a preflight ends in the CORS plugin', () => {
  const quiet: Record<string, () => Promise<Answer>> = {
    'an allowed one': () => preflight('/api/items', web, 'POST', 'content-type'),
    'one for an unknown route': () => preflight('/nowhere', web, 'DELETE'),
  }
  for (const [name, send] of Object.entries(quiet)) {
    it(`S07: ${name} runs no hook after it and writes no log line`, async () => {
      hooks.length = 0
      log.lines.length = 0
      assert.equal((await send()).status, 204)
      assert.deepEqual(hooks, [])
      assert.deepEqual(log.lines, [])
    })
  }

  it('a refused one runs no hook either', async () => {
    hooks.length = 0
    assert.equal((await preflight('/api/items', evil, 'POST')).status, 403)
    assert.deepEqual(hooks, [])
  })

  it('an actual request runs them all and writes one line', async () => {
    hooks.length = 0
    log.lines.length = 0
    await ask(api, 'GET /api/items', [['Origin', web]])
    assert.deepEqual(hooks, ['onRequest', 'preParsing', 'preHandler', 'onSend', 'onResponse'])
    assert.equal(log.lines.length, 1)
  })

  it('it has no header of the plugins that follow', async () => {
    const answer = await preflight('/api/items', web, 'POST')
    const names = answer.lines.map(([name]) => name)
    for (const name of ['x-request-id', 'content-security-policy', 'set-cookie']) {
      assert.ok(!names.includes(name), name)
    }
  })
})
