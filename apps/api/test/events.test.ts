import assert from 'node:assert/strict'
import { EventEmitter, once } from 'node:events'
import { describe, it } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { openStore } from '../src/store/open-store.ts'
import type { ItemChange } from '../src/store/store.ts'
import { admin, evil, openApi, signIn, web, type Api } from './helpers/api.ts'
import { assertReadable, assertUnreadable } from './helpers/cors-asserts.ts'
import { eventsIn, listen } from './helpers/event-stream.ts'
import { ask, bytesOf, json, values, Wire, type Lines } from './helpers/wire.ts'

type Announce = (change: ItemChange | 'missed') => void

/** @param test gets a way to announce what nobody has stored */
async function withApi(test: (api: Api, announce: Announce) => Promise<void>): Promise<void> {
  const store = await openStore(':memory:')
  const watchers: Announce[] = []
  const api = await openApi({
    store: {
      ...store,
      watchItems(watcher) {
        watchers.push(watcher)
        return store.watchItems(watcher)
      },
    },
  })
  try {
    await test(api, (change) => watchers.forEach((watcher) => watcher(change)))
  } finally {
    await api.close()
  }
}

/** The head of a stream as an answer. */
function headOf(received: string) {
  const [first = '', ...rest] = (received.split('\r\n\r\n', 1)[0] ?? '').split('\r\n')
  const lines = rest.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()]
  })
  return { status: Number(first.split(' ')[1]), lines, body: '' }
}

describe('S24 F18: the event stream', () => {
  for (const origin of [web, admin]) {
    it(`of ${origin} is readable, is an event stream and is not cached`, () =>
      withApi(async (api) => {
        const wire = await listen(api, [['Origin', origin]])
        const head = headOf(wire.received)
        assert.equal(head.status, 200)
        assertReadable(head, origin)
        assert.deepEqual(values(head, 'content-type'), ['text/event-stream'])
        assert.deepEqual(values(head, 'cache-control'), ['no-store'])
        assert.deepEqual(values(head, 'x-accel-buffering'), ['no'])
        wire.close()
      }))
  }

  for (const [who, lines] of Object.entries({
    'a disallowed origin': [['Origin', evil]],
    'the null origin': [['Origin', 'null']],
    'two Origin lines': [
      ['Origin', web],
      ['Origin', evil],
    ],
    'no origin': [],
  } satisfies Record<string, Lines>)) {
    it(`of ${who} has no CORS header, so no page of it reads a byte`, () =>
      withApi(async (api) => {
        const wire = await listen(api, lines)
        assertUnreadable(headOf(wire.received))
        wire.close()
      }))
  }

  it('says what is created, changed and deleted, to everybody who listens', () =>
    withApi(async (api) => {
      const cookie = await signIn(api)
      const wires = [await listen(api), await listen(api, [['Origin', admin]])]
      const lines: Lines = [...json(web, cookie), ['If-Match', '*']]
      await ask(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
      await ask(api, 'PATCH /api/items/1', lines, '{"done":true}')
      await ask(api, 'DELETE /api/items/1', lines, '{}')
      for (const wire of wires) {
        await wire.until((text) => eventsIn(text).length >= 3)
        assert.deepEqual(eventsIn(wire.received), [
          { type: 'created', id: 1 },
          { type: 'updated', id: 1 },
          { type: 'deleted', id: 1 },
        ])
        wire.close()
      }
    }))

  it('says nothing of a change that was refused', () =>
    withApi(async (api) => {
      const cookie = await signIn(api)
      const wire = await listen(api)
      const stale: Lines = [...json(web, cookie), ['If-Match', '"7"']]
      await ask(api, 'POST /api/items', json(web), '{"title":"no session"}')
      await ask(api, 'POST /api/items', json(evil, cookie), '{"title":"foreign"}')
      await ask(api, 'POST /api/items', json(web, cookie), '{"title":"stored"}')
      await ask(api, 'PATCH /api/items/1', stale, '{"done":true}')
      await ask(api, 'DELETE /api/items/1', stale, '{}')
      await ask(api, 'POST /api/items', json(web, cookie), '{"title":"stored too"}')
      await wire.until((text) => eventsIn(text).length >= 2)
      assert.deepEqual(eventsIn(wire.received), [
        { type: 'created', id: 1 },
        { type: 'created', id: 2 },
      ])
      wire.close()
    }))

  it('is kept alive by a comment, which no page notices', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    await withApi(async (api) => {
      const wire = await listen(api)
      t.mock.timers.tick(30_000)
      await wire.until((text) => text.split(': still here').length > 2)
      assert.deepEqual(eventsIn(wire.received), [])
      wire.close()
    })
  })
})

/** Lets go after 3 s, so that a stream without an end fails the test and does not hold it. */
async function closesInTime(closed: Promise<void>, wires: Wire[]): Promise<boolean> {
  const inTime = await Promise.race([closed.then(() => true), delay(3000, false)])
  if (!inTime) for (const wire of wires) wire.close()
  await closed
  return inTime
}

describe('the end of event streams', () => {
  it('a server that closes ends them in order, and is closed at once', async () => {
    const api = await openApi()
    const wires = await Promise.all(Array.from({ length: 5 }, () => listen(api)))
    assert.equal(await closesInTime(api.close(), wires), true)
    for (const wire of wires) {
      await wire.until(() => false)
      assert.equal(wire.received.endsWith('\r\n0\r\n\r\n'), true)
    }
  })

  it('one that is asked for while the server closes ends at once', async () => {
    const gate = new EventEmitter()
    const api = await openApi({
      extraRoutes: async (app) => {
        app.get('/slow', async () => {
          gate.emit('entered')
          await once(gate, 'finish')
          return 'done'
        })
      },
    })
    const wire = await Wire.open(api.port)
    const entered = once(gate, 'entered')
    wire.write(bytesOf('GET /slow'))
    await entered
    const closed = api.close()
    while (api.app.server.listening) await delay(5)
    wire.write(bytesOf('GET /api/events', [['Origin', web]]))
    await delay(50)
    gate.emit('finish')
    assert.equal(await closesInTime(closed, [wire]), true)
  })

  it('a change that was missed ends them, so that pages read anew; a new one goes on', () =>
    withApi(async (api, announce) => {
      const wires = await Promise.all(Array.from({ length: 3 }, () => listen(api)))
      announce('missed')
      announce({ type: 'created', id: 7 })
      for (const wire of wires) {
        await wire.until((text) => text.endsWith('\r\n0\r\n\r\n'))
        assert.deepEqual(eventsIn(wire.received), [])
      }
      const again = await listen(api)
      announce({ type: 'created', id: 1 })
      await again.until((text) => eventsIn(text).length === 1)
      assert.equal(again.closed, false)
      again.close()
    }))

  it('a page that goes away frees its stream; the others go on', () =>
    withApi(async (api, announce) => {
      const [gone, here] = [await listen(api), await listen(api)]
      gone.close()
      await delay(20)
      for (let id = 1; id <= 3; id++) announce({ type: 'created', id })
      await here.until((text) => eventsIn(text).length === 3)
      assert.equal(eventsIn(here.received).length, 3)
      here.close()
    }))

  it('a reader that has stopped reading is dropped; the others miss nothing', () =>
    withApi(async (api, announce) => {
      const [slow, here] = [await listen(api), await listen(api)]
      slow.socket.pause()
      const count = 200_000
      for (let id = 1; id <= count; id++) {
        announce({ type: 'updated', id })
        if (id % 500 === 0) await new Promise((resolve) => setImmediate(resolve))
      }
      const last = `"id":${count}}`
      await here.until((text) => text.includes(last))
      assert.equal(here.received.includes(last), true)
      slow.socket.resume()
      await slow.until(() => false)
      assert.equal(slow.closed, true)
      assert.equal(slow.received.includes(last), false)
      here.close()
    }))
})
