import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { admin, evil, openApi, signIn, web, type Api } from './helpers/api.ts'
import { assertCorsHeaders, assertNoCorsHeaders } from './helpers/cors-asserts.ts'
import { eventsIn, openEventStream } from './helpers/event-stream.ts'
import { bytesOf, json, parseHead, send, values, Wire, type Lines } from './helpers/wire.ts'

async function withApi(test: (api: Api) => Promise<void>): Promise<void> {
  const api = await openApi()
  try {
    await test(api)
  } finally {
    await api.close()
  }
}

/** Returns status and headers of a stream as a response. */
function headOf({ received }: Wire) {
  return { ...parseHead(received.split('\r\n\r\n', 1)[0] ?? ''), body: '' }
}

describe('GET /api/events', () => {
  for (const origin of [web, admin]) {
    it(`allowed origin ${origin} -> 200 text/event-stream with CORS headers, not stored`, () =>
      withApi(async (api) => {
        const stream = await openEventStream(api, [['Origin', origin]])
        const head = headOf(stream)
        assert.equal(head.status, 200)
        assertCorsHeaders(head, origin)
        assert.deepEqual(values(head, 'content-type'), ['text/event-stream'])
        assert.deepEqual(values(head, 'cache-control'), ['no-store'])
        assert.deepEqual(values(head, 'x-accel-buffering'), ['no'])
        stream.close()
      }))
  }

  for (const [name, lines] of Object.entries({
    'disallowed origin': [['Origin', evil]],
    'Origin: null': [['Origin', 'null']],
    'two Origin lines': [
      ['Origin', web],
      ['Origin', evil],
    ],
    'no Origin': [],
  } satisfies Record<string, Lines>)) {
    it(`${name} -> 200 without CORS headers`, () =>
      withApi(async (api) => {
        const stream = await openEventStream(api, lines)
        assert.equal(headOf(stream).status, 200)
        assertNoCorsHeaders(headOf(stream))
        stream.close()
      }))
  }
})

describe('events of changes', () => {
  it('POST, PATCH and DELETE -> created, updated and deleted, on every stream', () =>
    withApi(async (api) => {
      const cookie = await signIn(api)
      const streams = [await openEventStream(api), await openEventStream(api, [['Origin', admin]])]
      const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
      await send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await send(api, 'PATCH /api/items/1', lines, '{"done":true}')
      await send(api, 'DELETE /api/items/1', lines, '{}')
      for (const stream of streams) {
        await stream.until((text) => eventsIn(text).length >= 3)
        assert.deepEqual(eventsIn(stream.received), [
          { type: 'created', id: 1 },
          { type: 'updated', id: 1 },
          { type: 'deleted', id: 1 },
        ])
        stream.close()
      }
    }))

  it('changes that are rejected -> no event', () =>
    withApi(async (api) => {
      const cookie = await signIn(api)
      const stream = await openEventStream(api)
      const stale: Lines = [...json(web, cookie), ['If-Match', '"7"']]
      await send(api, 'POST /api/items', json(web), '{"title":"no session"}')
      await send(api, 'POST /api/items', json(evil, cookie), '{"title":"disallowed origin"}')
      await send(api, 'POST /api/items', json(web, cookie), '{"title":"stored"}')
      await send(api, 'PATCH /api/items/1', stale, '{"done":true}')
      await send(api, 'DELETE /api/items/1', stale, '{}')
      await send(api, 'POST /api/items', json(web, cookie), '{"title":"stored too"}')
      await stream.until((text) => eventsIn(text).length >= 2)
      assert.deepEqual(eventsIn(stream.received), [
        { type: 'created', id: 1 },
        { type: 'created', id: 2 },
      ])
      stream.close()
    }))

  it('no change for 30 s -> heartbeat comments, no event', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    await withApi(async (api) => {
      const stream = await openEventStream(api)
      t.mock.timers.tick(30_000)
      await stream.until((text) => text.split(': heartbeat').length > 2)
      assert.equal(stream.received.split(': heartbeat').length, 3)
      assert.deepEqual(eventsIn(stream.received), [])
      stream.close()
    })
  })
})

/** Closes the streams after 3 s, so that a stream without an end fails the test and does not block it. */
async function closesInTime(closed: Promise<void>, streams: Wire[]): Promise<boolean> {
  const inTime = await Promise.race([closed.then(() => true), sleep(3000, false)])
  if (!inTime) for (const stream of streams) stream.close()
  await closed
  return inTime
}

describe('the end of event streams', () => {
  it('the server closes -> every stream has its last chunk, and the server closes at once', async () => {
    const api = await openApi()
    const streams = await Promise.all(Array.from({ length: 5 }, () => openEventStream(api)))
    assert.equal(await closesInTime(api.close(), streams), true)
    for (const stream of streams) {
      await stream.untilClosed()
      assert.equal(stream.received.endsWith('\r\n0\r\n\r\n'), true)
    }
  })

  it('a stream is opened while the server closes -> it ends at once', async () => {
    const events = new EventEmitter()
    const api = await openApi({
      extraRoutes: async (app) => {
        app.get('/slow', async () => {
          events.emit('started')
          await once(events, 'finish')
          return 'done'
        })
      },
    })
    const wire = await Wire.open(api.port)
    const started = once(events, 'started')
    wire.write(bytesOf('GET /slow'))
    await started
    const closed = api.close()
    while (api.app.server.listening) await sleep(5)
    wire.write(bytesOf('GET /api/events', [['Origin', web]]))
    await sleep(50)
    events.emit('finish')
    assert.equal(await closesInTime(closed, [wire]), true)
    await wire.untilClosed()
    assert.match(wire.received, /: open\n\n[^]*0\r\n\r\n$/)
  })

  it('changes were missed -> open streams end, later streams do not', () =>
    withApi(async (api) => {
      const { itemChanges } = api.database
      const streams = await Promise.all(Array.from({ length: 3 }, () => openEventStream(api)))
      itemChanges.emit('missed')
      itemChanges.emit('change', { type: 'created', id: 7 })
      for (const stream of streams) {
        await stream.until((text) => text.endsWith('\r\n0\r\n\r\n'))
        assert.deepEqual(eventsIn(stream.received), [])
      }
      const later = await openEventStream(api)
      itemChanges.emit('change', { type: 'created', id: 1 })
      await later.until((text) => eventsIn(text).length === 1)
      assert.equal(later.closed, false)
      later.close()
    }))

  it('a client disconnects -> the other streams go on', () =>
    withApi(async (api) => {
      const [disconnected, connected] = [await openEventStream(api), await openEventStream(api)]
      disconnected.close()
      await sleep(20)
      for (let id = 1; id <= 3; id++) {
        api.database.itemChanges.emit('change', { type: 'created', id })
      }
      await connected.until((text) => eventsIn(text).length === 3)
      assert.equal(eventsIn(connected.received).length, 3)
      connected.close()
    }))

  it('a client stops reading -> it is disconnected, the other streams receive everything', () =>
    withApi(async (api) => {
      const [stopped, reading] = [await openEventStream(api), await openEventStream(api)]
      stopped.socket.pause()
      const count = 200_000
      for (let id = 1; id <= count; id++) {
        api.database.itemChanges.emit('change', { type: 'updated', id })
        if (id % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      const last = `"id":${count}}`
      await reading.until((text) => text.includes(last))
      assert.equal(reading.received.includes(last), true)
      stopped.socket.resume()
      await stopped.untilClosed()
      assert.equal(stopped.closed, true)
      assert.equal(stopped.received.includes(last), false)
      reading.close()
    }))
})
