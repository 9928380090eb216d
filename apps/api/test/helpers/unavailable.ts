import assert from 'node:assert/strict'
import { assertReadable } from './cors-asserts.ts'
import { ask, json, values, type Lines } from './wire.ts'

/** Somebody who is signed in, on a page the API allows. */
export interface Visitor {
  origin: string
  cookie: string
  account: { name: string; password: string }
}

/** One request for each route that needs the database. */
function requestsOf({ origin, cookie, account }: Visitor): [string, Lines, body?: string][] {
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

/** The database does not answer: the page reads so, and when to ask again, whatever it wants. */
export async function assertUnavailable(api: { port: number }, visitor: Visitor): Promise<void> {
  for (const [request, lines, body] of requestsOf(visitor)) {
    const answer = await ask(api, request, lines, body)
    assert.equal(answer.status, 503, `${request} ${answer.body}`)
    assertReadable(answer, visitor.origin)
    assert.deepEqual(values(answer, 'retry-after'), ['5'], request)
    assert.match(answer.body, /"DATABASE_UNAVAILABLE"/, request)
  }
  const ready = await ask(api, 'GET /readyz', [['Origin', visitor.origin]])
  assert.equal(ready.status, 503)
  assertReadable(ready, visitor.origin)
  assert.deepEqual(values(ready, 'retry-after'), ['5'])
  assert.equal((await ask(api, 'GET /healthz')).status, 200)
}
