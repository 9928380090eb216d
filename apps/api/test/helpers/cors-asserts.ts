import assert from 'node:assert/strict'
import { values, type WireResponse } from './wire.ts'

/** Response headers that pages need besides the seven CORS-safelisted ones. */
const exposedNames = ['etag', 'link', 'location', 'retry-after', 'x-request-id', 'x-total-count']

/** Asserts that pages of this origin can read the response and the exposed headers. */
export function assertCorsHeaders(response: WireResponse, origin: string): void {
  const message = `${response.status} ${response.body.slice(0, 200)}`
  assert.deepEqual(values(response, 'access-control-allow-origin'), [origin], message)
  assert.deepEqual(values(response, 'access-control-allow-credentials'), ['true'], message)
  assertVaryOrigin(response)
  const exposed = values(response, 'access-control-expose-headers')
  assert.equal(exposed.length, 1, message)
  const names = (exposed[0] ?? '').split(',').map((name) => name.trim().toLowerCase())
  assert.deepEqual(names.toSorted(), exposedNames, message)
}

/** Asserts that no page can read the response, and that caches store it per origin. */
export function assertNoCorsHeaders(response: WireResponse): void {
  const message = `${response.status} ${response.body.slice(0, 200)}`
  const cors = response.lines.filter(([name]) => name.startsWith('access-control-'))
  assert.deepEqual(cors, [], message)
  assertVaryOrigin(response)
}

/** Asserts that all `Vary` lines together contain `Origin` exactly once. */
export function assertVaryOrigin(response: WireResponse): void {
  const members = values(response, 'vary').flatMap((value) => value.split(','))
  const origins = members.filter((member) => member.trim().toLowerCase() === 'origin')
  assert.equal(origins.length, 1, `${response.status} has Vary ${JSON.stringify(members)}`)
}
