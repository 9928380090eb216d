import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { definePolicy } from '@repo/config'
import { openApi } from './helpers/api.ts'
import { Wire } from './helpers/wire.ts'

// The expected values below are literals, not computed from the policy. The policy is literal too,
// because cors-policy.ts is edited after cloning.
const api = await openApi({
  policy: definePolicy('development', {
    apiOrigin: 'http://localhost:3000',
    allowedOrigins: ['http://localhost:5173'],
    methods: ['GET', 'HEAD', 'POST', 'PATCH', 'DELETE'],
    requestHeaders: ['Content-Type', 'If-Match'],
    exposedHeaders: ['ETag', 'Link', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
    credentials: true,
    maxAgeSeconds: 7200,
  }),
})
after(api.close)

/** Returns the head of the response to these lines, without the headers that differ each time. */
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

describe('response headers, literally', () => {
  it('GET /api/items, allowed origin -> 200', async () => {
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
      "content-security-policy: default-src 'none';frame-ancestors 'none'",
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'referrer-policy: no-referrer',
      'vary: Origin',
      'x-content-type-options: nosniff',
      'x-total-count: 0',
    ])
  })

  it('GET /api/items, disallowed origin -> 200', async () => {
    const head = await headOf(
      'GET /api/items HTTP/1.1',
      'Host: localhost:3000',
      'Origin: https://evil.example',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 200 OK',
      'cache-control: no-cache',
      'connection: keep-alive',
      "content-security-policy: default-src 'none';frame-ancestors 'none'",
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'referrer-policy: no-referrer',
      'vary: Origin',
      'x-content-type-options: nosniff',
      'x-total-count: 0',
    ])
  })

  it('preflight of PATCH /api/items/1, allowed origin -> 204', async () => {
    const head = await headOf(
      'OPTIONS /api/items/1 HTTP/1.1',
      'Host: localhost:3000',
      'Origin: http://localhost:5173',
      'Access-Control-Request-Method: PATCH',
      'Access-Control-Request-Headers: content-type,if-match',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 204 No Content',
      'access-control-allow-credentials: true',
      'access-control-allow-headers: Content-Type, If-Match',
      'access-control-allow-methods: GET, HEAD, POST, PATCH, DELETE',
      'access-control-allow-origin: http://localhost:5173',
      'access-control-expose-headers: ETag, Link, Location, Retry-After, X-Request-Id, X-Total-Count',
      'access-control-max-age: 7200',
      'cache-control: no-store',
      'connection: keep-alive',
      'keep-alive: timeout=72',
      'vary: Origin',
    ])
  })

  it('preflight of PATCH /api/items/1, disallowed origin -> 403', async () => {
    const head = await headOf(
      'OPTIONS /api/items/1 HTTP/1.1',
      'Host: localhost:3000',
      'Origin: https://evil.example',
      'Access-Control-Request-Method: PATCH',
      'Access-Control-Request-Headers: content-type,if-match',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 403 Forbidden',
      'connection: keep-alive',
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'vary: Origin',
    ])
  })

  it('GET of a URL that cannot be decoded, allowed origin -> 400', async () => {
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

  it('GET of a URL that cannot be decoded, disallowed origin -> 400', async () => {
    const head = await headOf(
      'GET /api/items/%ff HTTP/1.1',
      'Host: localhost:3000',
      'Origin: https://evil.example',
    )
    assert.deepEqual(head, [
      'HTTP/1.1 400 Bad Request',
      'connection: keep-alive',
      'content-type: application/json; charset=utf-8',
      'keep-alive: timeout=72',
      'vary: Origin',
    ])
  })

  it('GET with more than 16 kB of headers, allowed origin -> 431', async () => {
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

  it('GET with more than 16 kB of headers, disallowed origin -> 431', async () => {
    const head = await headOf(
      'GET /api/items HTTP/1.1',
      'Host: localhost:3000',
      'Origin: https://evil.example',
      `Cookie: ${'a'.repeat(20_000)}`,
    )
    assert.deepEqual(head, [
      'HTTP/1.1 431 Request Header Fields Too Large',
      'connection: close',
      'content-type: application/json; charset=utf-8',
      'vary: Origin',
      'x-content-type-options: nosniff',
    ])
  })
})
