import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { assertReadable } from './helpers/cors-asserts.ts'
import { edits, editsAndReads, hammer, preflights, reads, type Account } from './helpers/clients.ts'
import { openSite, page, type Production } from './helpers/production.ts'
import { ask, bytesOf, json, values, Wire, type Answer } from './helpers/wire.ts'

const site = await openSite()
after(site.close)

async function newItem(api: Production): Promise<number> {
  const answer = await ask(api, 'POST /api/items', json(page, api.cookie), '{"title":"new"}')
  assert.equal(answer.status, 201, answer.body)
  return (JSON.parse(answer.body) as { id: number }).id
}

async function versionOf(api: Production, id: number): Promise<number> {
  const answer = await ask(api, `GET /api/items/${id}`)
  return Number(values(answer, 'etag')[0]?.slice(1, -1))
}

const uploadHead = (api: Production, length: number) =>
  bytesOf('POST /api/items', [...json(page, api.cookie), ['Content-Length', String(length)]])

/** An upload whose bytes come one after the other; the last one when the caller says so. */
async function slowUpload(api: Production): Promise<{ finish: () => Promise<Answer> }> {
  const body = JSON.stringify({ title: 'slow and steady' })
  const wire = await Wire.open(api.port)
  wire.write(uploadHead(api, body.length))
  let at = 0
  const timer = setInterval(() => wire.write(body.slice(at, ++at)), 40)
  return {
    async finish() {
      while (at < body.length) await new Promise((resolve) => setTimeout(resolve, 20))
      clearInterval(timer)
      return wire.answer()
    },
  }
}

let names = 0

/** Sign-ins take long enough to be under way: argon2 is slow on purpose. */
async function signInsUnderWay(api: Production, count: number): Promise<Promise<Answer>[]> {
  const wires = await Promise.all(Array.from({ length: count }, () => Wire.open(api.port)))
  for (const wire of wires) {
    // A name each: the tries for one are limited.
    const wrong = JSON.stringify({ name: `stranger ${names++}`, password: 'wrong' })
    wire.write(bytesOf('POST /api/session', json(page), wrong))
  }
  const answers = wires.map((wire) => wire.answer())
  await Promise.race(answers)
  return answers
}

/** Every request that was sent has its answer, with the CORS headers of its page. */
function assertNothingLost({ name, sent }: Account): void {
  assert.ok(sent.length > 1, `${name} sent something`)
  let told = false
  for (const [index, { origin, answer }] of sent.entries()) {
    const where = `${name}: request ${index + 1} of ${sent.length}`
    // What is pipelined behind `Connection: close` is not read: the client sends it anew.
    if (answer === undefined && told) continue
    assert.ok(answer, `${where} has no answer`)
    assert.ok(
      [200, 204].includes(answer.status),
      `${where} answered ${answer.status} ${answer.body}`,
    )
    if (answer.status === 200) assertReadable(answer, origin)
    else assert.deepEqual(values(answer, 'access-control-allow-origin'), [origin], where)
    told ||= values(answer, 'connection').includes('close')
  }
}

describe('SIGTERM under load', () => {
  it('no request is lost, no answer is bare, streams end, and the process ends with 0 in 5 s', async () => {
    const api = await site.start()
    const ids = await Promise.all([newItem(api), newItem(api), newItem(api), newItem(api)])
    const streams = await Promise.all([1, 2, 3].map(() => Wire.open(api.port)))
    for (const stream of streams) {
      stream.write(bytesOf('GET /api/events', [['Origin', page]]))
      await stream.until((text) => text.includes(': open'))
    }

    let lastAnswerAt = 0
    const accounts = [
      ...[1, 2, 3, 4].map((each) => hammer(api, { name: `reader ${each}`, sent: [] }, reads())),
      ...[1, 2].map((each) => hammer(api, { name: `preflight ${each}`, sent: [] }, preflights())),
      ...ids.map((id, index) =>
        index < 2
          ? hammer(api, { name: `editor of ${id}`, sent: [], itemId: id }, edits(api, id))
          : hammer(
              api,
              { name: `pipeline of ${id}`, sent: [], itemId: id },
              editsAndReads(api, id),
              8,
            ),
      ),
    ]
    for (const account of accounts) void account.then(() => (lastAnswerAt = performance.now()))
    const upload = await slowUpload(api)
    const signIns = await signInsUnderWay(api, 4)

    api.child.kill('SIGTERM')
    for (const answer of await Promise.all(signIns)) {
      assert.equal(answer.status, 401)
      assertReadable(answer, page)
    }
    const uploaded = await upload.finish()
    assert.equal(uploaded.status, 201, uploaded.body)
    assertReadable(uploaded, page)
    for (const account of await Promise.all(accounts)) assertNothingLost(account)
    for (const stream of streams) {
      await stream.until(() => false)
      assert.ok(stream.received.endsWith('0\r\n\r\n'), 'the stream ends as streams end')
    }
    assert.deepEqual(await api.ended, { code: 0, signal: null }, api.screen())
    assert.ok(performance.now() - lastAnswerAt < 5000, 'gone within 5 s of the last answer')

    // What was carried out was acknowledged, and the other way round.
    const next = await site.start()
    for (const { itemId, sent } of await Promise.all(accounts)) {
      if (itemId === undefined) continue
      const acknowledged = sent.filter(({ isWrite, answer }) => isWrite && answer).length
      assert.equal(await versionOf(next, itemId), 1 + acknowledged)
    }
    next.child.kill('SIGINT')
    await next.ended
  })

  it('a connection that is idle is good for one more request, and is told that it was the last', async () => {
    const api = await site.start()
    const wire = await Wire.open(api.port)
    wire.write(bytesOf('GET /healthz', [['Origin', page]]))
    assert.deepEqual(values(await wire.answer(), 'connection'), ['keep-alive'])
    api.child.kill('SIGTERM')
    await untilRefused(api)
    wire.write(bytesOf('POST /api/items', json(page, api.cookie), '{"title":"late"}'))
    const answer = await wire.answer()
    assert.equal(answer.status, 201, answer.body)
    assertReadable(answer, page)
    assert.deepEqual(values(answer, 'connection'), ['close'])
    assert.deepEqual(await api.ended, { code: 0, signal: null })
  })

  it('a stalled upload is cut within 3 s, with an answer its page can read', async () => {
    const api = await site.start()
    const wire = await Wire.open(api.port)
    wire.write(uploadHead(api, 100))
    assert.equal((await ask(api, 'GET /healthz')).status, 200)
    const since = performance.now()
    api.child.kill('SIGTERM')
    const answer = await wire.answer()
    assert.ok(performance.now() - since < 4000, 'within 3 s, and what the machine needs')
    assert.equal(answer.status, 408)
    assertReadable(answer, page)
    assert.deepEqual(await api.ended, { code: 0, signal: null })
  })
})

describe('other ends', () => {
  it('SIGINT: what is under way is answered, and the code is 0', async () => {
    const api = await site.start()
    const answers = await signInsUnderWay(api, 3)
    api.child.kill('SIGINT')
    for (const answer of await Promise.all(answers)) assertReadable(answer, page)
    assert.deepEqual(await api.ended, { code: 0, signal: null })
  })

  it('a second SIGTERM ends it at once, with a code that is not 0', async () => {
    const api = await site.start()
    const wire = await Wire.open(api.port)
    wire.write(uploadHead(api, 100))
    assert.equal((await ask(api, 'GET /healthz')).status, 200)
    api.child.kill('SIGTERM')
    await untilRefused(api)
    const since = performance.now()
    api.child.kill('SIGTERM')
    assert.deepEqual(await api.ended, { code: 1, signal: null })
    assert.ok(performance.now() - since < 2000)
  })

  it('SIGTERM while it starts: it ends, and the next one finds all it needs', async () => {
    for (const delayMs of [0, 30, 60, 90, 120, 150, 200]) {
      const api = await site.start({ signIn: false })
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      api.child.kill('SIGTERM')
      const { code, signal } = await api.ended
      assert.ok(code === 0 || signal === 'SIGTERM', `${code} ${signal} after ${delayMs} ms`)
    }
    const api = await site.start()
    await newItem(api)
    api.child.kill('SIGINT')
    await api.ended
  })

  it('an exception nobody caught: what is under way is answered, it is logged, the code is 1', async () => {
    const hook = 'process.on("SIGUSR2", () => { throw new Error("planted") })'
    const flags = ['--import', `data:text/javascript,${encodeURIComponent(hook)}`]
    const api = await site.start({ flags })
    const answers = await signInsUnderWay(api, 3)
    api.child.kill('SIGUSR2')
    for (const answer of await Promise.all(answers)) {
      assert.equal(answer.status, 401)
      assertReadable(answer, page)
    }
    assert.deepEqual(await api.ended, { code: 1, signal: null })
    assert.match(api.screen(), /planted/)
  })
})

/**
 * Asks until nobody listens any more. The last connection may have been made and not accepted: it
 * is reset, and nothing that was sent on it has been read.
 */
async function untilRefused(api: Production): Promise<void> {
  for (;;) {
    const answer = await ask(api, 'GET /healthz').catch(() => undefined)
    if (answer === undefined) return
  }
}
