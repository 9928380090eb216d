import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { assertCorsHeaders } from './cors-asserts.ts'
import { json, type Lines, send, values } from './wire.ts'

/** A signed-in user on a page of an allowed origin. */
export interface User {
  origin: string
  cookie: string
  account: { name: string; password: string }
}

/** One request for each operation that needs the database. */
function requestsOf({ origin, cookie, account }: User): [string, Lines, body?: string][] {
  const change: Lines = [...json(origin, cookie), ['If-Match', '*']]
  return [
    ['GET /api/items', [['Origin', origin]]],
    ['GET /api/items/1', [['Origin', origin]]],
    ['GET /api/session', json(origin, cookie)],
    ['POST /api/session', json(origin), JSON.stringify(account)],
    ['DELETE /api/session', json(origin, cookie), '{}'],
    ['POST /api/items', json(origin, cookie), '{"title":"a"}'],
    ['PATCH /api/items/1', change, '{"done":true}'],
    ['DELETE /api/items/1', change, '{}'],
  ]
}

/** Asserts that every operation and /readyz return 503 with CORS headers and Retry-After. */
export async function assertUnavailable(api: { port: number }, user: User): Promise<void> {
  for (const [request, lines, body] of requestsOf(user)) {
    const response = await send(api, request, lines, body)
    assert.equal(response.status, 503, `${request} ${response.body}`)
    assertCorsHeaders(response, user.origin)
    assert.deepEqual(values(response, 'retry-after'), ['5'], request)
    assert.match(response.body, /"DATABASE_UNAVAILABLE"/, request)
  }
  const ready = await send(api, 'GET /readyz', [['Origin', user.origin]])
  assert.equal(ready.status, 503)
  assertCorsHeaders(ready, user.origin)
  assert.deepEqual(values(ready, 'retry-after'), ['5'])
  assert.deepEqual(JSON.parse(ready.body), {
    status: 'unavailable',
    database: 'DATABASE_UNAVAILABLE',
  })
  assert.equal((await send(api, 'GET /healthz')).status, 200)
}

/** Asserts that /readyz is 200 again. The result of a failed probe is shared for 5 s. */
export async function assertReadyAgain(api: { port: number }): Promise<void> {
  const giveUpAt = performance.now() + 15_000
  while ((await send(api, 'GET /readyz')).status !== 200) {
    assert.ok(performance.now() < giveUpAt, '/readyz is still 503')
    await sleep(200)
  }
}
