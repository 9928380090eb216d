import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { admin, evil, openApi, web, type Api } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import {
  bytesOf,
  preflightLines,
  sendBytes,
  values,
  Wire,
  type Lines,
  type WireResponse,
} from './helpers/wire.ts'

const api = await openApi()
after(api.close)

/** Asserts the format of an error response, and that its id is in the header too. */
function assertError(response: WireResponse, code: string): void {
  const error = JSON.parse(response.body) as Record<string, unknown>
  assert.deepEqual(Object.keys(error).toSorted(), ['code', 'message', 'requestId', 'statusCode'])
  assert.equal(error['statusCode'], response.status)
  assert.equal(error['code'], code)
  assert.deepEqual(values(response, 'x-request-id'), [error['requestId']])
}

const withLargeCookie = (origin: string, size = 20_000): string =>
  bytesOf('GET /api/items', [
    ['Origin', origin],
    ['Cookie', 'a'.repeat(size)],
  ])

describe('more than 16 kB of headers', () => {
  for (const origin of [web, admin]) {
    it(`allowed origin ${origin} -> 431 with CORS headers`, async () => {
      const response = await sendBytes(api, withLargeCookie(origin))
      assert.equal(response.status, 431)
      assertCorsHeaders(response, origin)
      assertError(response, 'HEADERS_TOO_LARGE')
      assert.match(response.body, /Clear the cookies of this host/)
    })
  }

  it('disallowed origin -> 431 without CORS headers', async () => {
    const response = await sendBytes(api, withLargeCookie(evil))
    assert.equal(response.status, 431)
    assertNoCorsHeaders(response)
    assertError(response, 'HEADERS_TOO_LARGE')
  })

  for (const [first, second] of [
    [web, evil],
    [evil, web],
    [web, web],
  ] as const) {
    it(`two Origin lines (${first}, ${second}) -> 431 without CORS headers`, async () => {
      const lines: Lines = [
        ['Origin', first],
        ['Origin', second],
        ['Cookie', 'a'.repeat(20_000)],
      ]
      const response = await sendBytes(api, bytesOf('GET /api/items', lines))
      assert.equal(response.status, 431)
      assertNoCorsHeaders(response)
    })
  }

  it('an allowed origin in the value of another header -> 431 without CORS headers', async () => {
    const lines: Lines = [
      ['X-Quote', `Origin: ${web}`],
      ['Cookie', 'a'.repeat(20_000)],
    ]
    const response = await sendBytes(api, bytesOf('GET /api/items', lines))
    assert.equal(response.status, 431)
    assertNoCorsHeaders(response)
  })

  // Node passes only the last packet to clientErrorHandler.
  for (const [cut, outcome, assertHeaders] of [
    [10, 'with', (response: WireResponse) => assertCorsHeaders(response, web)],
    [8000, 'without', assertNoCorsHeaders],
  ] as const) {
    it(`two packets, cut after ${cut} bytes -> 431 ${outcome} CORS headers`, async () => {
      const wire = await Wire.open(api.port)
      wire.socket.setNoDelay(true)
      wire.write(withLargeCookie(web).slice(0, cut))
      await sleep(100)
      wire.write(withLargeCookie(web).slice(cut))
      const response = await wire.response()
      wire.close()
      assert.equal(response.status, 431)
      assertHeaders(response)
    })
  }

  it('15 kB of headers, allowed origin -> 200 with CORS headers', async () => {
    const response = await sendBytes(api, withLargeCookie(web, 15_000))
    assert.equal(response.status, 200)
    assertCorsHeaders(response, web)
  })
})

describe('malformed requests', () => {
  const origin = `Host: a\r\nOrigin: ${web}\r\n`
  const requests = {
    'an unknown method': `GETT /api/items HTTP/1.1\r\n${origin}\r\n`,
    'a NUL in a header': `GET /api/items HTTP/1.1\r\n${origin}X: a\0b\r\n\r\n`,
    'a Content-Length that is not a number': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: x\r\n\r\n`,
    'two Content-Length lines': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    'Content-Length and Transfer-Encoding': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'a space in a header name': `GET /api/items HTTP/1.1\r\n${origin}X Y: a\r\n\r\n`,
  }
  for (const [name, bytes] of Object.entries(requests)) {
    it(`${name}, allowed origin -> 400 with CORS headers, connection closed`, async () => {
      const wire = await Wire.open(api.port)
      wire.write(bytes)
      const response = await wire.response()
      assert.equal(response.status, 400)
      assertCorsHeaders(response, web)
      assertError(response, 'BAD_REQUEST')
      assert.deepEqual(values(response, 'connection'), ['close'])
      await wire.untilClosed()
      assert.equal(wire.closed, true)
    })

    it(`${name}, disallowed origin -> 400 without CORS headers`, async () => {
      const response = await sendBytes(api, bytes.replace(web, evil))
      assert.equal(response.status, 400)
      assertNoCorsHeaders(response)
    })
  }

  it('TLS bytes on the plain port -> 400 without CORS headers', async () => {
    const response = await sendBytes(api, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n')
    assert.equal(response.status, 400)
    assertNoCorsHeaders(response)
  })

  it('bytes after the response to an allowed origin -> 400 without CORS headers', async () => {
    const wire = await Wire.open(api.port)
    wire.write(bytesOf('GET /healthz', [['Origin', web]]))
    assert.equal((await wire.response()).status, 200)
    wire.write('nonsense\r\n\r\n')
    const response = await wire.response()
    wire.close()
    assert.equal(response.status, 400)
    assertNoCorsHeaders(response)
  })

  it('pipelined after the request of another origin -> each response has its own origin', async () => {
    const wire = await Wire.open(api.port)
    wire.write(bytesOf('GET /healthz', [['Origin', admin]]) + requests['an unknown method'])
    assertCorsHeaders(await wire.response(), admin)
    const response = await wire.response()
    wire.close()
    assert.equal(response.status, 400)
    assertCorsHeaders(response, web)
  })
})

describe('a request that stalls', () => {
  it('requestTimeout is 10 s, headersTimeout 9 s', () => {
    assert.equal(api.app.server.requestTimeout, 10_000)
    assert.equal(api.app.server.headersTimeout, 9_000)
  })

  /** Opens an API with short timeouts. Node checks them every second, as configured. */
  async function withShortTimeouts(test: (short: Api) => Promise<void>): Promise<void> {
    const short = await openApi()
    short.app.server.headersTimeout = 300
    short.app.server.requestTimeout = 400
    try {
      await test(short)
    } finally {
      await short.close()
    }
  }
  const stalled = (origin: string) =>
    bytesOf('POST /api/session', [
      ['Origin', origin],
      ['Content-Type', 'application/json'],
      ['Content-Length', '100'],
    ])

  it('in its body, allowed origin -> 408 with CORS headers, within seconds', () =>
    withShortTimeouts(async (short) => {
      const start = performance.now()
      const response = await sendBytes(short, stalled(web))
      assert.equal(response.status, 408)
      assertCorsHeaders(response, web)
      assertError(response, 'REQUEST_TIMEOUT')
      // The default interval of Node's check is 30 s.
      assert.equal(performance.now() - start < 15_000, true)
    }))

  it('in its body, disallowed origin -> 403 without CORS headers, before the timeout', () =>
    withShortTimeouts(async (short) => {
      const response = await sendBytes(short, stalled(evil))
      assert.equal(response.status, 403)
      assertNoCorsHeaders(response)
    }))

  it('in its headers -> 408 without CORS headers', () =>
    withShortTimeouts(async (short) => {
      const response = await sendBytes(short, `GET / HTTP/1.1\r\nHost: a\r\nOrigin: ${web}\r\n`)
      assert.equal(response.status, 408)
      assertNoCorsHeaders(response)
    }))
})

describe('responses of Node itself', () => {
  for (const [origin, outcome, assertHeaders] of [
    [web, 'allowed origin -> %s with CORS headers', (r: WireResponse) => assertCorsHeaders(r, web)],
    [evil, 'disallowed origin -> %s without CORS headers', assertNoCorsHeaders],
  ] as const) {
    it(`no Host, ${outcome.replace('%s', '400')}`, async () => {
      const response = await sendBytes(api, `GET /healthz HTTP/1.1\r\nOrigin: ${origin}\r\n\r\n`)
      assert.equal(response.status, 400)
      assertHeaders(response)
    })

    it(`an unknown Expect, ${outcome.replace('%s', '417')}`, async () => {
      const lines: Lines = [
        ['Origin', origin],
        ['Expect', 'a miracle'],
      ]
      const response = await sendBytes(api, bytesOf('GET /healthz', lines))
      assert.equal(response.status, 417)
      assertHeaders(response)
    })
  }

  it('CONNECT -> connection closed without a response', async () => {
    const wire = await Wire.open(api.port)
    wire.write('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
    await wire.untilClosed()
    assert.equal(wire.received, '')
  })
})

describe('while the server closes', () => {
  /** Returns a connection with a request in progress on a server that is closing. */
  async function closing(origin = web) {
    const events = new EventEmitter()
    const server = await openApi({
      extraRoutes: async (app) => {
        app.get('/slow', async () => {
          events.emit('started')
          await once(events, 'finish')
          return 'done'
        })
      },
    })
    const wire = await Wire.open(server.port)
    const started = once(events, 'started')
    wire.write(bytesOf('GET /slow', [['Origin', origin]]))
    await started
    const start = performance.now()
    // close() must not wait for the keep-alive timeout, which is 72 s.
    const closed = server.close().then(() => assert.equal(performance.now() - start < 5000, true))
    while (server.app.server.listening) await sleep(5)
    return { wire, closed, finish: () => void events.emit('finish'), port: server.port }
  }

  it('a request in progress, allowed origin -> 200 with CORS headers', async () => {
    const { wire, closed, finish } = await closing()
    finish()
    const response = await wire.response()
    assert.equal(response.status, 200)
    assert.equal(response.body, 'done')
    assertCorsHeaders(response, web)
    await closed
  })

  it('a request in progress, disallowed origin -> 200 without CORS headers', async () => {
    const { wire, closed, finish } = await closing(evil)
    finish()
    const response = await wire.response()
    assert.equal(response.status, 200)
    assertNoCorsHeaders(response)
    await closed
  })

  it('a pipelined request, allowed origin -> 200 with CORS headers, Connection: close', async () => {
    const { wire, closed, finish } = await closing()
    wire.write(bytesOf('GET /healthz', [['Origin', admin]]))
    await sleep(50) // it arrives while the first is in progress
    finish()
    assert.equal((await wire.response()).body, 'done')
    const response = await wire.response()
    assert.equal(response.status, 200)
    assertCorsHeaders(response, admin)
    assert.deepEqual(values(response, 'connection'), ['close'])
    await closed
  })

  for (const [name, lines, status] of [
    ['allowed origin', [['Origin', web]], 404],
    ['disallowed origin', [['Origin', evil]], 404],
    ['a disallowed preflight', preflightLines(evil, 'PATCH'), 403],
  ] as const) {
    it(`a pipelined request that fails, ${name} -> ${status} with Connection: close`, async () => {
      const { wire, closed, finish } = await closing()
      wire.write(bytesOf(`${status === 403 ? 'OPTIONS' : 'GET'} /nowhere`, lines))
      await sleep(50)
      finish()
      await wire.response()
      const response = await wire.response()
      assert.equal(response.status, status)
      assert.deepEqual(values(response, 'connection'), ['close'])
      await closed
    })
  }

  it('a new connection -> rejected', async () => {
    const { closed, finish, port } = await closing()
    await assert.rejects(Wire.open(port))
    finish()
    await closed
  })
})
