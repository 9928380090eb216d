import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { drainMs } from '../src/plugins/graceful-close.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import {
  edits,
  editsAndReads,
  preflights,
  reads,
  sendUntilClosed,
  type ClientRecord,
} from './helpers/clients.ts'
import { deploy, web, type ApiProcess } from './helpers/deployment.ts'
import { bytesOf, json, send, values, Wire, type WireResponse } from './helpers/wire.ts'

const deployment = await deploy()
after(deployment.close)

async function newItem(api: ApiProcess): Promise<number> {
  const response = await send(api, 'POST /api/items', json(web, api.cookie), '{"title":"new"}')
  assert.equal(response.status, 201, response.body)
  return (JSON.parse(response.body) as { id: number }).id
}

async function versionOf(api: ApiProcess, id: number): Promise<number> {
  const response = await send(api, `GET /api/items/${id}`)
  return Number(values(response, 'etag')[0]?.slice(1, -1))
}

const uploadHead = (api: ApiProcess, length: number) =>
  bytesOf('POST /api/items', [...json(web, api.cookie), ['Content-Length', String(length)]])

/** An upload that sends one byte after the other. */
async function slowUpload(api: ApiProcess): Promise<{ finish: () => Promise<WireResponse> }> {
  const body = JSON.stringify({ title: 'slow and steady' })
  const wire = await Wire.open(api.port)
  wire.write(uploadHead(api, body.length))
  let at = 0
  const timer = setInterval(() => wire.write(body.slice(at, ++at)), 40).unref()
  return {
    async finish() {
      while (at < body.length) await sleep(20)
      clearInterval(timer)
      return wire.response()
    },
  }
}

let names = 0

/** Starts sign-ins, which take long because of Argon2, and waits for the first response. */
async function signInsInProgress(api: ApiProcess, count: number): Promise<Promise<WireResponse>[]> {
  const wires = await Promise.all(Array.from({ length: count }, () => Wire.open(api.port)))
  for (const wire of wires) {
    // A name for each: attempts for one name are limited.
    const account = JSON.stringify({ name: `unknown ${names++}`, password: 'wrong' })
    wire.write(bytesOf('POST /api/session', json(web), account))
  }
  const responses = wires.map((wire) => wire.response())
  await Promise.race(responses)
  return responses
}

async function openStream(api: ApiProcess): Promise<Wire> {
  const stream = await Wire.open(api.port)
  stream.write(bytesOf('GET /api/events', [['Origin', web]]))
  await stream.until((text) => text.includes(': open'))
  return stream
}

/** Asserts that every request has a response with the CORS headers of its origin. */
function assertAllResponded({ name, sent }: ClientRecord): void {
  assert.ok(sent.length > 1, `${name} sent requests`)
  let closing = false
  for (const [index, { origin, response }] of sent.entries()) {
    const request = `${name}: request ${index + 1} of ${sent.length}`
    // The server does not read requests behind a response with `Connection: close`.
    if (response === undefined && closing) continue
    assert.ok(response, `${request} has no response`)
    const { status, body } = response
    assert.ok([200, 204].includes(status), `${request}: ${status} ${body}`)
    if (status === 200) assertCorsHeaders(response, origin)
    else assert.deepEqual(values(response, 'access-control-allow-origin'), [origin], request)
    closing ||= values(response, 'connection').includes('close')
  }
}

/** Waits until connections are refused. */
async function untilNotListening(api: ApiProcess): Promise<void> {
  while ((await send(api, 'GET /healthz').catch(() => undefined)) !== undefined);
}

const exited0 = { code: 0, signal: null }

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  describe(`${signal} with requests in progress`, () => {
    it('under load -> every request has a response, streams end, exit code 0 within 5 s', async () => {
      const api = await deployment.start()
      const ids = await Promise.all([newItem(api), newItem(api), newItem(api), newItem(api)])
      const streams = await Promise.all([1, 2, 3].map(() => openStream(api)))
      const clients = [
        ...[1, 2, 3, 4].map((number) =>
          sendUntilClosed(api, { name: `reader ${number}`, sent: [] }, reads()),
        ),
        ...[1, 2].map((number) =>
          sendUntilClosed(api, { name: `preflight ${number}`, sent: [] }, preflights()),
        ),
        ...ids.map((itemId, index) => {
          const client = { name: `editor of ${itemId}`, sent: [], itemId }
          return index < 2
            ? sendUntilClosed(api, client, edits(api, itemId))
            : sendUntilClosed(api, client, editsAndReads(api, itemId), 8)
        }),
      ]
      const upload = await slowUpload(api)
      const signIns = await signInsInProgress(api, 4)

      const since = performance.now()
      api.child.kill(signal)
      for (const response of await Promise.all(signIns)) {
        assert.equal(response.status, 401)
        assertCorsHeaders(response, web)
      }
      const uploaded = await upload.finish()
      assert.equal(uploaded.status, 201, uploaded.body)
      assertCorsHeaders(uploaded, web)
      for (const client of await Promise.all(clients)) assertAllResponded(client)
      for (const stream of streams) {
        await stream.until(() => false)
        assert.ok(stream.received.endsWith('0\r\n\r\n'), 'the stream ends with its last chunk')
      }
      assert.deepEqual(await api.ended, exited0, api.output())
      const ms = performance.now() - since
      assert.ok(ms >= drainMs && ms < 5000, `${ms} ms`)

      // The number of changes is the number of acknowledged changes.
      const next = await deployment.start()
      for (const { itemId, sent } of await Promise.all(clients)) {
        if (itemId === undefined) continue
        const acknowledged = sent.filter(({ isWrite, response }) => isWrite && response).length
        assert.equal(await versionOf(next, itemId), 1 + acknowledged)
      }
      next.child.kill('SIGKILL')
      await next.ended
    })

    it('with a stalled upload -> 408 with CORS headers, exit code 0 within 5 s', async () => {
      const api = await deployment.start()
      const wire = await Wire.open(api.port)
      wire.write(uploadHead(api, 100))
      assert.equal((await send(api, 'GET /healthz')).status, 200)
      const since = performance.now()
      api.child.kill(signal)
      const response = await wire.response()
      assert.equal(response.status, 408)
      assertCorsHeaders(response, web)
      assert.match(response.body, /"REQUEST_TIMEOUT"/)
      assert.deepEqual(await api.ended, exited0)
      assert.ok(performance.now() - since < 5000, 'within 5 s')
    })

    it('a second one -> ends at once, with an exit code that is not 0', async () => {
      const api = await deployment.start()
      const wire = await Wire.open(api.port)
      wire.write(uploadHead(api, 100))
      assert.equal((await send(api, 'GET /healthz')).status, 200)
      api.child.kill(signal)
      await sleep(300)
      const since = performance.now()
      api.child.kill(signal)
      const ended = await api.ended
      assert.notEqual(ended.code, 0)
      assert.ok(performance.now() - since < 1500, 'does not wait for the drain')
    })
  })
}

describe('SIGTERM', () => {
  it('on an idle connection -> one more request, whose response has Connection: close', async () => {
    const api = await deployment.start()
    const wire = await Wire.open(api.port)
    wire.write(bytesOf('GET /healthz', [['Origin', web]]))
    assert.deepEqual(values(await wire.response(), 'connection'), ['keep-alive'])
    api.child.kill('SIGTERM')
    await sleep(drainMs / 2)
    wire.write(bytesOf('POST /api/items', json(web, api.cookie), '{"title":"late"}'))
    const response = await wire.response()
    assert.equal(response.status, 201, response.body)
    assertCorsHeaders(response, web)
    assert.deepEqual(values(response, 'connection'), ['close'])
    assert.deepEqual(await api.ended, exited0)
  })

  it('while it drains -> new connections are accepted; afterwards they are refused', async () => {
    const api = await deployment.start()
    api.child.kill('SIGTERM')
    const since = performance.now()
    await sleep(drainMs / 2)
    assert.equal((await send(api, 'GET /api/items', [['Origin', web]])).status, 200)
    await untilNotListening(api)
    assert.ok(performance.now() - since > drainMs * 0.9, 'accepts connections for drainMs')
    assert.deepEqual(await api.ended, exited0)
  })

  it('with an incomplete request head -> closes the connection, exit code 0 within 5 s', async () => {
    const api = await deployment.start()
    const wire = await Wire.open(api.port)
    wire.write('GET /api/items HTTP/1.1\r\nHost: localhost\r\n')
    assert.equal((await send(api, 'GET /healthz')).status, 200)
    const since = performance.now()
    api.child.kill('SIGTERM')
    assert.deepEqual(await api.ended, exited0)
    assert.ok(performance.now() - since < 5000, 'within 5 s')
    await wire.until(() => false)
    assert.equal(wire.closed, true)
  })

  it('during startup -> ends without an error, and the next start succeeds', async () => {
    for (const delayMs of [0, 60, 120, 200, 300]) {
      const api = await deployment.start({ signIn: false })
      await sleep(delayMs)
      api.child.kill('SIGTERM')
      const ended = await api.ended
      assert.ok(
        ended.code === 0 || ended.signal === 'SIGTERM',
        JSON.stringify({ ...ended, delayMs }),
      )
    }
    const api = await deployment.start()
    await newItem(api)
    api.child.kill('SIGKILL')
    await api.ended
  })
})

describe('A rolling restart', () => {
  it('processes that follow each other -> a client that reconnects loses no request', async () => {
    let current = await deployment.start()
    const id = await newItem(current)
    const { cookie } = current
    let running = true
    let acknowledged = 0
    // As a proxy does: each request goes to the newest process, on a connection of its own.
    const change = async () => {
      while (running) {
        const lines = [...json(web, cookie), ['If-Match', '*'] as const]
        const response = await send(current, `PATCH /api/items/${id}`, lines, '{"title":"next"}')
        assert.equal(response.status, 200, response.body)
        assertCorsHeaders(response, web)
        acknowledged += 1
      }
    }
    const clients = Promise.all([change(), change(), change()])
    for (let count = 0; count < 2; count++) {
      const previous = current
      current = await deployment.start()
      previous.child.kill('SIGTERM')
      assert.deepEqual(await previous.ended, exited0)
    }
    running = false
    await clients
    assert.equal(await versionOf(current, id), 1 + acknowledged)
    current.child.kill('SIGKILL')
    await current.ended
  })
})

describe('An uncaught exception', () => {
  it('is logged; requests in progress have a response, and the exit code is 1', async () => {
    const hook = 'process.on("SIGUSR2", () => { throw new Error("planted") })'
    const flags = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`]
    const api = await deployment.start({ flags })
    const responses = await signInsInProgress(api, 3)
    api.child.kill('SIGUSR2')
    for (const response of await Promise.all(responses)) {
      assert.equal(response.status, 401)
      assertCorsHeaders(response, web)
    }
    assert.deepEqual(await api.ended, { code: 1, signal: null })
    assert.match(api.output(), /planted/)
  })
})
