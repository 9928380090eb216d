import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { after, describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { admin, evil, openApi, web, type Api } from './helpers/api.ts'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { askBytes, bytesOf, values, Wire, type Answer, type Lines } from './helpers/wire.ts'

const api = await openApi()
after(api.close)

function problemOf(answer: Answer): Record<string, unknown> {
  return JSON.parse(answer.body) as Record<string, unknown>
}

const bulky = (origin: string, size = 20_000): string =>
  bytesOf('GET /api/items', [
    ['Origin', origin],
    ['Cookie', 'a'.repeat(size)],
  ])

describe('S17: 431, when the cookies of other apps on this host are too many', () => {
  it('it is readable by an allowed page', async () => {
    const answer = await askBytes(api, bulky(web))
    assert.equal(answer.status, 431)
    assertReadable(answer, web)
    assert.equal(problemOf(answer)['code'], 'HEADERS_TOO_LARGE')
    assert.deepEqual(values(answer, 'x-request-id'), [problemOf(answer)['requestId']])
  })

  it('it is readable by the other allowed page', async () => {
    assertReadable(await askBytes(api, bulky(admin)), admin)
  })

  it('it is not readable by a disallowed page', async () => {
    const answer = await askBytes(api, bulky(evil))
    assert.equal(answer.status, 431)
    assertUnreadable(answer)
  })

  it('two Origin lines, in either order, make it unreadable', async () => {
    for (const [first, second] of [
      [web, evil],
      [evil, web],
    ] as const) {
      const lines: Lines = [
        ['Origin', first],
        ['Origin', second],
        ['Cookie', 'a'.repeat(20_000)],
      ]
      const answer = await askBytes(api, bytesOf('GET /api/items', lines))
      assert.equal(answer.status, 431)
      assertUnreadable(answer)
    }
  })

  it('an Origin that is only quoted in another header does not count', async () => {
    const lines: Lines = [
      ['X-Quote', `Origin: ${web}`],
      ['Cookie', 'a'.repeat(20_000)],
    ]
    assertUnreadable(await askBytes(api, bytesOf('GET /api/items', lines)))
  })

  it('in pieces, the Origin of the last one counts: the others are gone by then', async () => {
    for (const [cut, assertAnswer] of [
      [10, (answer: Answer) => assertReadable(answer, web)],
      [8000, assertUnreadable],
    ] as const) {
      const wire = await Wire.open(api.port)
      wire.socket.setNoDelay(true)
      wire.write(bulky(web).slice(0, cut))
      await delay(100)
      wire.write(bulky(web).slice(cut))
      const answer = await wire.answer()
      wire.close()
      assert.equal(answer.status, 431)
      assertAnswer(answer)
    }
  })

  it('a page with 15 kB of cookies is served', async () => {
    const answer = await askBytes(api, bulky(web, 15_000))
    assert.equal(answer.status, 200)
    assertReadable(answer, web)
  })
})

describe('S17: 400, for what is no HTTP', () => {
  const origin = `Host: a\r\nOrigin: ${web}\r\n`
  const requests = {
    'a method nobody knows': `GETT /api/items HTTP/1.1\r\n${origin}\r\n`,
    'a NUL in a header': `GET /api/items HTTP/1.1\r\n${origin}X: a\0b\r\n\r\n`,
    'a length that is no number': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: x\r\n\r\n`,
    'two lengths': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`,
    'a length and chunks': `POST /api/items HTTP/1.1\r\n${origin}Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    'a blank in a header name': `GET /api/items HTTP/1.1\r\n${origin}X Y: a\r\n\r\n`,
  }
  for (const [name, bytes] of Object.entries(requests)) {
    it(`${name} is answered, readably to an allowed page, and the connection ends`, async () => {
      const wire = await Wire.open(api.port)
      wire.write(bytes)
      const answer = await wire.answer()
      assert.equal(answer.status, 400)
      assertReadable(answer, web)
      assert.deepEqual(values(answer, 'connection'), ['close'])
      await wire.until(() => false)
      assert.equal(wire.closed, true)
    })

    it(`${name} of a disallowed page is answered unreadably`, async () => {
      const answer = await askBytes(api, bytes.replace(web, evil))
      assert.equal(answer.status, 400)
      assertUnreadable(answer)
    })
  }

  it('TLS bytes on the plain port are answered 400 without CORS headers', async () => {
    const answer = await askBytes(api, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n')
    assert.equal(answer.status, 400)
    assertUnreadable(answer)
  })

  it('bytes after a finished answer do not get the origin of that answer', async () => {
    const wire = await Wire.open(api.port)
    wire.write(bytesOf('GET /healthz', [['Origin', web]]))
    assert.equal((await wire.answer()).status, 200)
    wire.write('nonsense\r\n\r\n')
    const answer = await wire.answer()
    wire.close()
    assert.equal(answer.status, 400)
    assertUnreadable(answer)
  })
})

describe('S17: 408, for a body that stalls', () => {
  it('the server waits 10 s for a request, and looks every second', () => {
    assert.equal(api.app.server.requestTimeout, 10_000)
    assert.equal(api.app.server.headersTimeout, 9_000)
  })

  /** An API that waits for 0.4 s: the look-out runs each second, so it takes effect at once. */
  async function withImpatientApi(test: (impatient: Api) => Promise<void>): Promise<void> {
    const impatient = await openApi()
    impatient.app.server.headersTimeout = 300
    impatient.app.server.requestTimeout = 400
    try {
      await test(impatient)
    } finally {
      await impatient.close()
    }
  }
  const stalled = (origin: string) =>
    bytesOf('POST /api/session', [
      ['Origin', origin],
      ['Content-Type', 'application/json'],
      ['Content-Length', '100'],
    ])

  it('it comes within seconds, and an allowed page can read it', () =>
    withImpatientApi(async (impatient) => {
      const start = performance.now()
      const answer = await askBytes(impatient, stalled(web))
      assert.equal(answer.status, 408)
      assertReadable(answer, web)
      assert.equal(problemOf(answer)['code'], 'REQUEST_TOO_SLOW')
      // 30 s is what Node waits between two looks unless told otherwise.
      assert.equal(performance.now() - start < 15_000, true)
    }))

  it('a disallowed page is refused before its body is waited for', () =>
    withImpatientApi(async (impatient) => {
      const answer = await askBytes(impatient, stalled(evil))
      assert.equal(answer.status, 403)
      assertUnreadable(answer)
    }))

  it('headers that stall are answered 408 too', () =>
    withImpatientApi(async (impatient) => {
      const answer = await askBytes(impatient, `GET / HTTP/1.1\r\nHost: a\r\nOrigin: ${web}\r\n`)
      assert.equal(answer.status, 408)
      assertUnreadable(answer)
    }))
})

describe("what is Node's own answer", () => {
  it('a request without Host is answered 400, with the CORS headers', async () => {
    const answer = await askBytes(api, `GET /healthz HTTP/1.1\r\nOrigin: ${web}\r\n\r\n`)
    assert.equal(answer.status, 400)
    assertReadable(answer, web)
  })

  it('an Expect nobody can meet is answered 417, with the CORS headers', async () => {
    const lines: Lines = [
      ['Origin', web],
      ['Expect', 'a miracle'],
    ]
    const answer = await askBytes(api, bytesOf('GET /healthz', lines))
    assert.equal(answer.status, 417)
    assertReadable(answer, web)
  })

  it('CONNECT is not answered: the connection ends', async () => {
    const wire = await Wire.open(api.port)
    wire.write('CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n')
    await wire.until(() => false)
    assert.equal(wire.received, '')
  })
})

describe('S17: while the server closes', () => {
  /** A connection that is open, used, and has a slow request under way. */
  async function closing() {
    const gate = new EventEmitter()
    const server = await openApi({
      extraRoutes: async (app) => {
        app.get('/slow', async () => {
          gate.emit('entered')
          await once(gate, 'finish')
          return 'done'
        })
      },
    })
    const wire = await Wire.open(server.port)
    const entered = once(gate, 'entered')
    wire.write(bytesOf('GET /slow', [['Origin', web]]))
    await entered
    const since = performance.now()
    // An open connection is no reason to stay: a deployment waits for 5 s, not for 72.
    const closed = server.close().then(() => assert.equal(performance.now() - since < 5000, true))
    while (server.app.server.listening) await delay(5)
    return { wire, closed, finish: () => void gate.emit('finish'), port: server.port }
  }

  it('a request in flight is finished, readably', async () => {
    const { wire, closed, finish } = await closing()
    finish()
    const answer = await wire.answer()
    assert.equal(answer.status, 200)
    assert.equal(answer.body, 'done')
    assertReadable(answer, web)
    await closed
  })

  it('a request pipelined after it is answered readably, no bare 503', async () => {
    const { wire, closed, finish } = await closing()
    wire.write(bytesOf('GET /healthz', [['Origin', admin]]))
    await delay(50) // it arrives while the first is under way
    finish()
    assert.equal((await wire.answer()).body, 'done')
    const answer = await wire.answer()
    assert.equal(answer.status, 200)
    assertReadable(answer, admin)
    assert.deepEqual(values(answer, 'connection'), ['close'])
    await closed
  })

  it('a new connection is refused', async () => {
    const { closed, finish, port } = await closing()
    await assert.rejects(Wire.open(port))
    finish()
    await closed
  })
})
