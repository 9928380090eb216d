import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { deploy, web } from './helpers/deployment.ts'
import { holdLock } from './helpers/hold-lock.ts'
import { bytesOf, json, send, values, Wire } from './helpers/wire.ts'

// The API runs in a process of its own, so that the 32 clients do not delay its responses.
const deployment = await deploy()
after(deployment.close)
const api = await deployment.start()
const numberOfWriters = 32

const post = (title: string) =>
  send(api, 'POST /api/items', json(web, api.cookie), JSON.stringify({ title }))

async function readTotal(): Promise<number> {
  const response = await send(api, 'GET /api/items?limit=1', [['Origin', web]])
  assert.equal(response.status, 200)
  return Number(values(response, 'x-total-count')[0])
}

/** Sends a request every 50 ms while an action runs. @returns the longest response time in ms */
async function slowestHealthCheck(action: Promise<unknown>): Promise<number> {
  let running = true
  const stop = () => (running = false)
  action.then(stop, stop)
  const wire = await Wire.open(api.port)
  let slowest = 0
  while (running) {
    const since = performance.now()
    wire.write(bytesOf('GET /healthz'))
    assert.equal((await wire.response()).status, 200)
    slowest = Math.max(slowest, performance.now() - since)
    await sleep(50)
  }
  wire.close()
  return slowest
}

/** Asserts that one of four measurements is within a maximum: another process may use the CPU. */
async function assertOnceBelow(maxMs: number, measure: () => Promise<number>): Promise<void> {
  const measured: number[] = []
  while (measured.length < 4) {
    measured.push(await measure())
    if (measured.at(-1)! <= maxMs) return
  }
  assert.fail(`took ${measured.map(Math.round).join(', ')} ms; the maximum is ${maxMs} ms`)
}

describe('POST /api/items while another process holds BEGIN IMMEDIATE', () => {
  it('for longer than 2 s -> 503s with CORS headers and Retry-After; /healthz responds within 250 ms', async () => {
    await assertOnceBelow(250, async () => {
      const before = await readTotal()
      const lock = await holdLock(deployment.databaseFile)
      try {
        const since = performance.now()
        const titles = Array.from({ length: numberOfWriters }, (_, index) => `rejected ${index}`)
        const posts = Promise.all(titles.map(post))
        const slowest = await slowestHealthCheck(posts)
        const ms = performance.now() - since
        for (const response of await posts) {
          assert.equal(response.status, 503, response.body)
          assertCorsHeaders(response, web)
          assert.match(response.body, /"DATABASE_BUSY"/)
          assert.deepEqual(values(response, 'retry-after'), ['5'])
        }
        assert.ok(ms >= 1900 && ms < 6000, `the responses took ${ms} ms`)
        assert.equal(await readTotal(), before, 'reads succeed, and nothing was saved')
        return slowest
      } finally {
        await lock.release()
      }
    })
    assert.equal((await post('after the lock')).status, 201)
  })

  it('for 500 ms -> 201 for all, and each item is saved once', async () => {
    const before = await readTotal()
    const lock = await holdLock(deployment.databaseFile)
    const titles = Array.from({ length: numberOfWriters }, (_, index) => `saved ${index}`)
    const posts = Promise.all(titles.map(post))
    await sleep(500)
    await lock.release()
    for (const { status, body } of await posts) assert.equal(status, 201, body)
    assert.equal(await readTotal(), before + numberOfWriters)
  })
})
