import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ada, evil, openApi, signIn, web, type Api } from './helpers/api.ts'
import { failingRoutes } from './helpers/failing-routes.ts'
import { collectLog, type LogLine } from './helpers/log.ts'
import { ask, askBytes, json, preflightLines, values } from './helpers/wire.ts'

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

const refusals = (lines: LogLine[]) => lines.filter(({ code }) => code === 'ORIGIN_NOT_ALLOWED')

describe('a log line', () => {
  it('is written once for each request, with the request id the page can read', () =>
    withLog(async (api, log) => {
      for (const [request, status] of [
        ['GET /api/items?after=3', 200],
        ['GET /api/items/777', 404],
        ['POST /api/items', 401],
      ] as const) {
        log.lines.length = 0
        const answer = await ask(api, request, json(web), status === 401 ? '{"title":"a"}' : '')
        assert.equal(answer.status, status)
        assert.equal(log.lines.length, 1)
        const [line] = log.lines
        assert.deepEqual([line?.['reqId']], values(answer, 'x-request-id'))
        assert.equal(line?.['statusCode'], status)
        assert.equal(line?.['method'], request.split(' ')[0])
        assert.equal(line?.['path'], request.split(/[ ?]/)[1])
      }
    }))

  it('of a failure has the reason under the request id; the answer has only the id', () =>
    withLog(async (api, log) => {
      const answer = await ask(api, 'GET /throws', [['Origin', web]])
      const { requestId } = JSON.parse(answer.body) as { requestId: string }
      const reasons = log.lines.filter(({ msg }) => msg.includes('the secret reason'))
      assert.equal(reasons.length, 1)
      assert.equal(reasons[0]?.['reqId'], requestId)
      assert.equal(reasons[0]?.level, 50)
    }))

  it('of what the parser refuses has the id of the answer', () =>
    withLog(async (api, log) => {
      const answer = await askBytes(api, 'nonsense\r\n\r\n')
      const line = log.lines.find(({ code }) => code === 'HPE_INVALID_METHOD')
      assert.deepEqual([line?.['reqId']], values(answer, 'x-request-id'))
    }))

  it('is not forged: the caller does not choose the request id', () =>
    withLog(async (api, log) => {
      const answer = await ask(api, 'GET /healthz', [['X-Request-Id', 'forged']])
      assert.doesNotMatch(values(answer, 'x-request-id').join(), /forged/)
      assert.doesNotMatch(log.text(), /forged/)
    }))
})

describe('no secret gets into the log', () => {
  it('neither cookie nor session id nor password, whatever happens', () =>
    withLog(async (api, log) => {
      const cookie = await signIn(api)
      const id = cookie.slice('session='.length).split('.')[0] ?? ''
      assert.equal(id.length > 20, true)
      const lines = json(web, cookie)
      const account = JSON.stringify(ada)
      await ask(api, 'GET /api/session', lines)
      await ask(api, 'POST /api/items', lines, '{"title":"a"}')
      await ask(api, 'POST /api/items', lines, '{"title":')
      await ask(api, 'POST /api/session', lines, account)
      await ask(api, 'POST /api/session', lines, account.replace('horse', 'donkey'))
      await ask(api, 'POST /api/session', lines, account.replace('}', ',"x":1}'))
      await ask(api, 'POST /api/session', lines, account.slice(0, -1))
      await ask(api, 'POST /api/session', json(evil, cookie), account)
      await ask(api, 'POST /api/session', [...lines, ['Content-Length', '2000000']])
      for (const path of ['throws', 'throws-null', 'illegal-value', 'stream-fails', 'slow']) {
        await ask(api, `GET /${path}`, lines)
      }
      await ask(api, 'GET /api/items/%ff', lines)
      await ask(api, 'GET /nowhere?password=battery', lines)
      await askBytes(api, `GETT / HTTP/1.1\r\nHost: a\r\nCookie: ${cookie}\r\n\r\n`)
      await ask(api, 'GET /healthz', [...lines, ['X-Bulk', 'a'.repeat(20_000)]])
      await ask(api, 'DELETE /api/session', lines, '{}')

      assert.equal(log.lines.length > 15, true)
      const text = log.text()
      for (const secret of [id, 'battery', 'donkey', 'horse', cookie]) {
        assert.ok(!text.includes(secret), `the log has ${secret}`)
      }
      assert.doesNotMatch(text, /set-cookie|"cookie"|"headers"|session=/i)
    }))
})

describe('F07: the log of a refused origin', () => {
  it('names the nearest allowed origin and the file to edit', () =>
    withLog(async (api, log) => {
      await ask(api, 'GET /api/items', [['Origin', 'http://127.0.0.1:5173']])
      const [line] = refusals(log.lines)
      assert.equal(line?.level, 40)
      const { msg = '' } = line ?? {}
      assert.match(msg, /http:\/\/127\.0\.0\.1:5173 is not http:\/\/localhost:5173/)
      assert.match(msg, /packages\/config\/src\/environments\.ts/)
    }))

  it('is written for a read, a write that is refused, and a preflight', () =>
    withLog(async (api, log) => {
      await ask(api, 'GET /api/items', [['Origin', 'https://reads.example']])
      await ask(api, 'POST /api/items', json('https://writes.example'), '{"title":"a"}')
      await ask(api, 'OPTIONS /api/items', preflightLines('https://asks.example', 'POST'))
      const origins = refusals(log.lines).map(({ msg }) => /https:\/\/(\w+)/.exec(msg)?.[1])
      assert.deepEqual(origins, ['reads', 'writes', 'asks'])
    }))

  it('is one line a minute for each origin, preflights and requests together', (t) => {
    t.mock.timers.enable({ apis: ['Date'], now: Date.now() })
    return withLog(async (api, log) => {
      const refuse = async () => {
        await ask(api, 'OPTIONS /api/items', preflightLines(evil, 'POST'))
        await ask(api, 'POST /api/items', json(evil), '{"title":"a"}')
        await ask(api, 'GET /api/items', [['Origin', evil]])
        await ask(api, 'GET /api/items', [['Origin', 'null']])
      }
      await refuse()
      await refuse()
      assert.equal(refusals(log.lines).length, 2)
      t.mock.timers.tick(61_000)
      await refuse()
      assert.equal(refusals(log.lines).length, 4)
    })
  })

  it('a flood of origins writes a bounded number of short lines', () =>
    withLog(async (api, log) => {
      for (let count = 0; count < 200; count++) {
        const origin = `https://${count}.evil.example/${'a'.repeat(2000)}`
        await api.app.inject({ url: '/healthz', headers: { origin } })
      }
      const lines = refusals(log.lines)
      assert.ok(lines.length > 0 && lines.length <= 20, String(lines.length))
      for (const line of lines) assert.equal(JSON.stringify(line).length < 1000, true)
    }))

  it('holds no line end or terminal escape of the caller', () =>
    withLog(async (api, log) => {
      const origin = 'https://evil.example\x1b[2J\u0085forged'
      await api.app.inject({ url: '/healthz', headers: { origin } })
      const [line] = refusals(log.lines)
      assert.ok(line, 'nothing was logged')
      assert.doesNotMatch(line.msg, /[\x1b\u0085]/)
    }))

  it('an allowed origin, and none, write no such line', () =>
    withLog(async (api, log) => {
      await ask(api, 'GET /api/items', [['Origin', web]])
      await ask(api, 'GET /api/items')
      await ask(api, 'OPTIONS /api/items', preflightLines(web, 'POST'))
      assert.deepEqual(refusals(log.lines), [])
    }))
})
