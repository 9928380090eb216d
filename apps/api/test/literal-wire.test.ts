import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { corsPolicy, definePolicy, environments } from '@repo/config'
import { openApi } from './helpers/api.ts'
import { Wire } from './helpers/wire.ts'

// The policy as it ships, and every value below letter by letter: nothing here is computed from it.
const api = await openApi({
  policy: definePolicy('development', { ...environments.development, ...corsPolicy }),
})
after(api.close)

/** The head of the answer to exactly these lines, in order, without what differs each time. */
async function headOf(...request: string[]): Promise<string[]> {
  const wire = await Wire.open(api.port)
  wire.write(`${request.join('\r\n')}\r\n\r\n`)
  const received = await wire.until((text) => text.includes('\r\n\r\n'))
  wire.close()
  const [head = ''] = received.split('\r\n\r\n')
  return head
    .split('\r\n')
    .filter((line) => !/^(?:date|x-request-id|content-length):/i.test(line))
    .map((line) => line.replace(/^[^:]+:/, (name) => name.toLowerCase()))
    .toSorted()
}

describe('the wire, letter by letter', () => {
  it('S01 S03 S05 S12: the answer to GET /api/items for http://localhost:5173', async () => {
    const head = await headOf(
      'GET /api/items HTTP/1.1',
      'Host: localhost:3000',
      'Origin: http://localhost:5173',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 200 OK',
      'access-control-allow-credentials: true',
      'access-control-allow-origin: http://localhost:5173',
      'access-control-expose-headers: ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count',
      'cache-control: no-cache',
      'connection: keep-alive',
      "content-security-policy: default-src 'none'; frame-ancestors 'none'",
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'referrer-policy: no-referrer',
      'vary: Origin',
      'x-content-type-options: nosniff',
      'x-total-count: 0',
    ])
  })

  it('S02 S05: the answer to GET /api/items for https://evil.example', async () => {
    const head = await headOf(
      'GET /api/items HTTP/1.1',
      'Host: localhost:3000',
      'Origin: https://evil.example',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 200 OK',
      'cache-control: no-cache',
      'connection: keep-alive',
      "content-security-policy: default-src 'none'; frame-ancestors 'none'",
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'referrer-policy: no-referrer',
      'vary: Origin',
      'x-content-type-options: nosniff',
      'x-total-count: 0',
    ])
  })

  it('S07 S08 S09 S18: the answer to the preflight of PATCH /api/items/1', async () => {
    const head = await headOf(
      'OPTIONS /api/items/1 HTTP/1.1',
      'Host: localhost:3000',
      'Origin: http://localhost:5173',
      'Access-Control-Request-Method: PATCH',
      'Access-Control-Request-Headers: content-type,if-match',
    )
    assert.deepEqual(
      head.filter((line) => !line.startsWith('access-control-expose-headers')),
      [
        'HTTP/1.1 204 No Content',
        'access-control-allow-credentials: true',
        'access-control-allow-headers: Content-Type, If-Match',
        'access-control-allow-methods: GET, HEAD, POST, PATCH, DELETE',
        'access-control-allow-origin: http://localhost:5173',
        'access-control-max-age: 7200',
        'cache-control: no-store',
        'connection: keep-alive',
        'keep-alive: timeout=72',
        'vary: Origin',
      ],
    )
  })

  it('S17: the answer to a URL that cannot be decoded', async () => {
    const head = await headOf(
      'GET /api/items/%ff HTTP/1.1',
      'Host: localhost:3000',
      'Origin: http://localhost:5173',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 400 Bad Request',
      'access-control-allow-credentials: true',
      'access-control-allow-origin: http://localhost:5173',
      'access-control-expose-headers: ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count',
      'connection: keep-alive',
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'vary: Origin',
    ])
  })

  it('S17: the answer to more than 16 kB of headers', async () => {
    const head = await headOf(
      'GET /api/items HTTP/1.1',
      'Host: localhost:3000',
      'Origin: http://localhost:5173',
      `Cookie: ${'a'.repeat(20_000)}`,
    )
    assert.deepEqual(head, [
      'HTTP/1.1 431 Request Header Fields Too Large',
      'access-control-allow-credentials: true',
      'access-control-allow-origin: http://localhost:5173',
      'access-control-expose-headers: ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count',
      'connection: close',
      'content-type: application/json; charset=utf-8',
      'vary: Origin',
      'x-content-type-options: nosniff',
    ])
  })
})
