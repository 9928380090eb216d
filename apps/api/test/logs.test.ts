import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ada, evil, openApi, policyFor, signIn, web, type Api } from './helpers/api.ts'
import { failingRoutes } from './helpers/failing-routes.ts'
import { collectLog, type LogLine } from './helpers/log.ts'
import { json, preflightLines, send, sendBytes, values } from './helpers/wire.ts'

async function withLog(
  test: (api: Api, log: ReturnType<typeof collectLog>) => Promise<void>,
): Promise<void> {
  const log = collectLog()
  const api = await openApi({
    logger: { level: 'trace', stream: log.stream },
    extraRoutes: failingRoutes,
  })
  try {
    await test(api, log)
  } finally {
    await api.close()
  }
}

const rejections = (lines: LogLine[]) => lines.filter(({ code }) => code === 'ORIGIN_NOT_ALLOWED')

describe('the log of a request', () => {
  for (const [request, status] of [
    ['GET /api/items?after=3', 200],
    ['GET /ok', 200],
    ['GET /teapot', 418],
  ] as const) {
    it(`${request} -> two lines with the request id of the response`, () =>
      withLog(async (api, log) => {
        log.lines.length = 0
        const response = await send(api, request, [['Origin', web]])
        assert.equal(response.status, status)
        const messages = log.lines.map(({ msg }) => msg)
        assert.deepEqual(messages, ['incoming request', 'request completed'])
        const ids = new Set(log.lines.map((line) => line['reqId']))
        assert.deepEqual([...ids], values(response, 'x-request-id'))

        const [incoming, completed] = log.lines
        const { method, url } = incoming?.['req'] as Record<string, unknown>
        assert.deepEqual([method, url], request.split('?')[0]?.split(' '))
        assert.deepEqual(completed?.['res'], { statusCode: status })
        assert.equal(typeof completed?.['responseTime'], 'number')
      }))
  }

  for (const [request, status, code] of [
    ['GET /api/items/777', 404, 'ITEM_NOT_FOUND'],
    ['POST /api/items', 401, 'SIGN_IN_REQUIRED'],
    ['GET /nowhere', 404, 'ROUTE_NOT_FOUND'],
  ] as const) {
    it(`${request} -> ${status}: one more line, at level info, with the code`, () =>
      withLog(async (api, log) => {
        log.lines.length = 0
        const body = status === 401 ? '{"title":"a"}' : ''
        const response = await send(api, request, json(web), body)
        assert.equal(response.status, status)
        assert.equal(log.lines.length, 3)
        const line = log.lines[1]
        assert.equal(line?.level, 30)
        assert.equal((line?.['err'] as Record<string, unknown>)['code'], code)
        assert.deepEqual([line?.['reqId']], values(response, 'x-request-id'))
      }))
  }

  it('an unexpected error -> the reason at level error, under the id in the response', () =>
    withLog(async (api, log) => {
      const response = await send(api, 'GET /throws', [['Origin', web]])
      const { requestId } = JSON.parse(response.body) as { requestId: string }
      const reasons = log.lines.filter((line) => JSON.stringify(line).includes('the secret reason'))
      assert.equal(reasons.length, 1)
      assert.equal(reasons[0]?.['reqId'], requestId)
      assert.equal(reasons[0]?.level, 50)
    }))

  for (const name of ['null', 'undefined', 'text', 'number', 'object-200']) {
    it(`GET /throws-${name} -> one line at level error`, () =>
      withLog(async (api, log) => {
        const response = await send(api, `GET /throws-${name}`, [['Origin', web]])
        const errors = log.lines.filter(({ level }) => level === 50)
        assert.equal(errors.length, 1)
        assert.deepEqual([errors[0]?.['reqId']], values(response, 'x-request-id'))
      }))
  }

  it('a request that Node cannot parse -> one line with the id of the response', () =>
    withLog(async (api, log) => {
      const response = await sendBytes(api, 'nonsense\r\n\r\n')
      assert.equal(
        log.lines.length - 1,
        log.lines.findIndex(({ code }) => code === 'HPE_INVALID_METHOD'),
      )
      assert.deepEqual([log.lines.at(-1)?.['reqId']], values(response, 'x-request-id'))
    }))

  it('X-Request-Id of the client -> ignored', () =>
    withLog(async (api, log) => {
      const response = await send(api, 'GET /ok', [['X-Request-Id', 'forged']])
      assert.doesNotMatch(values(response, 'x-request-id').join(), /forged/)
      assert.doesNotMatch(log.text(), /forged/)
    }))

  it('preflight, allowed origin -> no line', () =>
    withLog(async (api, log) => {
      log.lines.length = 0
      for (const path of ['/api/items', '/nowhere', '/api/items/%ff']) {
        const response = await send(api, `OPTIONS ${path}`, preflightLines(web, 'PATCH'))
        assert.equal(response.status, 204)
      }
      assert.deepEqual(log.lines, [])
    }))

  it('preflight that fails with 500 -> one line with the error and the request id', async () => {
    const log = collectLog()
    const policy = policyFor()
    let calls = 0
    const failingOnce: typeof policy = {
      ...policy,
      allows(origin) {
        calls += 1
        if (calls === 1) throw new Error('the allowlist fails')
        return policy.allows(origin)
      },
    }
    const api = await openApi({
      policy: failingOnce,
      logger: { level: 'trace', stream: log.stream },
    })
    log.lines.length = 0
    const response = await send(api, 'OPTIONS /api/items', preflightLines(web, 'PATCH'))
    assert.equal(response.status, 500)
    await api.close()
    const errors = log.lines.filter(({ level }) => level >= 50)
    assert.deepEqual(
      errors.map((line) => [line['reqId'], (line['err'] as Error).message]),
      [[(JSON.parse(response.body) as { requestId: string }).requestId, 'the allowlist fails']],
    )
  })

  it('health checks that succeed -> no line', () =>
    withLog(async (api, log) => {
      log.lines.length = 0
      for (const path of ['/healthz', '/readyz']) {
        assert.equal((await send(api, `GET ${path}`)).status, 200)
      }
      assert.deepEqual(log.lines, [])
    }))
})

describe('secrets', () => {
  it('cookies, session ids, passwords and queries -> not in the log, whatever the status', () =>
    withLog(async (api, log) => {
      const cookie = await signIn(api)
      const id = cookie.slice('session='.length).split('.')[0] ?? ''
      assert.equal(id.length > 20, true)
      const lines = json(web, cookie)
      const account = JSON.stringify(ada)
      const statuses = new Set<number>()
      const record = async (response: Promise<{ status: number }>) =>
        void statuses.add((await response).status)

      await record(send(api, 'GET /api/session', lines))
      await record(send(api, 'POST /api/items', lines, '{"title":"a"}'))
      await record(send(api, 'POST /api/items', lines, '{"title":'))
      await record(send(api, 'POST /api/session', lines, account))
      await record(send(api, 'POST /api/session', lines, account.replace('horse', 'donkey')))
      await record(send(api, 'POST /api/session', lines, account.replace('}', ',"x":1}')))
      await record(send(api, 'POST /api/session', lines, account.slice(0, -1)))
      await record(send(api, 'POST /api/session', lines, 'battery'))
      await record(send(api, 'POST /api/session', lines, '{"password": battery'))
      await record(send(api, 'POST /api/session', lines, '"battery"'))
      await record(
        send(api, 'POST /api/session', lines, '{"name":["battery"],"password":{"battery":1}}'),
      )
      await record(send(api, 'POST /api/session', json(evil, cookie), account))
      await record(send(api, 'POST /api/session', [...lines, ['Content-Length', '2000000']]))
      for (const path of ['throws', 'throws-null', 'invalid-value', 'stream-fails', 'slow']) {
        await record(send(api, `GET /${path}?password=battery`, lines))
      }
      await record(send(api, 'GET /api/items/%ff?password=battery', lines))
      await record(send(api, `GET /api/items/${'1'.repeat(101)}?password=battery`, lines))
      await record(send(api, 'GET /nowhere?password=battery', lines))
      await record(send(api, 'GET /api/items?limit=battery', lines))
      await record(send(api, 'GET /api/items?password=battery', lines))
      await record(send(api, 'GET /docs/static/index.html?password=battery', lines))
      await record(sendBytes(api, `GETT / HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`))
      await record(send(api, 'GET /ok', [...lines, ['X-Large', 'a'.repeat(20_000)]]))
      await record(send(api, 'GET /ok', [...lines, ['Authorization', 'Bearer battery']]))
      await record(send(api, 'DELETE /api/session', lines, '{}'))

      for (const status of [200, 201, 204, 302, 400, 401, 403, 404, 413, 414, 431, 500, 503]) {
        assert.ok(statuses.has(status), `no request with status ${status}`)
      }
      assert.equal(log.lines.length > 40, true)
      const text = log.text()
      for (const secret of [id, 'battery', 'donkey', 'horse', cookie]) {
        assert.ok(!text.includes(secret), `the log has ${secret}`)
      }
      assert.doesNotMatch(text, /set-cookie|"cookie"|"headers"|session=/i)
    }))
})

describe('the log of a rejected origin', () => {
  it('-> a warning with the closest allowed origin and the file to edit', () =>
    withLog(async (api, log) => {
      await send(api, 'GET /api/items', [['Origin', 'http://127.0.0.1:5173']])
      const [line] = rejections(log.lines)
      assert.equal(line?.level, 40)
      const { msg = '' } = line ?? {}
      assert.match(msg, /http:\/\/127\.0\.0\.1:5173 is not http:\/\/localhost:5173/)
      assert.match(msg, /packages\/config\/src\/environments\.ts/)
    }))

  it('GET, POST and preflight -> one line each', () =>
    withLog(async (api, log) => {
      await send(api, 'GET /api/items', [['Origin', 'https://get.example']])
      await send(api, 'POST /api/items', json('https://post.example'), '{"title":"a"}')
      await send(api, 'OPTIONS /api/items', preflightLines('https://preflight.example', 'POST'))
      const origins = rejections(log.lines).map(({ msg }) => /https:\/\/(\w+)/.exec(msg)?.[1])
      assert.deepEqual(origins, ['get', 'post', 'preflight'])
    }))

  it('the same origin -> once a minute, preflights and requests together', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
    return withLog(async (api, log) => {
      const sendAll = async () => {
        await send(api, 'OPTIONS /api/items', preflightLines(evil, 'POST'))
        await send(api, 'POST /api/items', json(evil), '{"title":"a"}')
        await send(api, 'GET /api/items', [['Origin', evil]])
        await send(api, 'GET /api/items', [['Origin', 'null']])
      }
      await sendAll()
      await sendAll()
      assert.equal(rejections(log.lines).length, 2)
      t.mock.timers.tick(61_000)
      await sendAll()
      assert.equal(rejections(log.lines).length, 4)
    })
  })

  it('200 long origins -> at most 20 short lines', () =>
    withLog(async (api, log) => {
      for (let count = 0; count < 200; count++) {
        const origin = `https://${count}.evil.example/${'a'.repeat(2000)}`
        await api.app.inject({ url: '/healthz', headers: { origin } })
      }
      const lines = rejections(log.lines)
      assert.ok(lines.length > 0 && lines.length <= 20, String(lines.length))
      for (const line of lines) assert.equal(JSON.stringify(line).length < 1000, true)
    }))

  it('control characters -> escaped', () =>
    withLog(async (api, log) => {
      const origin = 'https://evil.example\x1b[2J\u0085forged'
      await api.app.inject({ url: '/healthz', headers: { origin } })
      const [line] = rejections(log.lines)
      assert.ok(line, 'nothing was logged')
      assert.doesNotMatch(line.msg, /[\x1b\u0085]/)
    }))

  it('an allowed origin, and no Origin -> no line', () =>
    withLog(async (api, log) => {
      await send(api, 'GET /api/items', [['Origin', web]])
      await send(api, 'GET /api/items')
      await send(api, 'OPTIONS /api/items', preflightLines(web, 'POST'))
      assert.deepEqual(rejections(log.lines), [])
    }))
})
