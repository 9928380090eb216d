import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { HeaderLines } from '../src/decide/index.ts'
import type { WireResponse } from '../src/exchange.ts'
import { isExhausted, retryAfterMs } from '../src/http/rate-limit.ts'

const limited = (...headers: HeaderLines) => ({ status: 429, headers }) as unknown as WireResponse

describe('headers of a rate limit', () => {
  const now = Date.parse('2026-01-01T00:00:00Z')

  for (const [headers, waitMs] of [
    [[], undefined],
    [[['Retry-After', '7']], 7000],
    [[['Retry-After', 'Thu, 01 Jan 2026 00:00:05 GMT']], 5000],
    [[['Retry-After', 'Wed, 31 Dec 2025 23:59:00 GMT']], 0],
    [[['Retry-After', 'soon']], undefined],
    [[['RateLimit-Reset', '9']], 9000],
    [[['RateLimit', '"default";r=0;t=30']], 30_000],
    [[['RateLimit', '"burst";r=0;t=3, "daily";r=0;t=40']], 40_000],
    [[['RateLimit', '"burst";r=0;t=3, "daily";r=900;t=40000']], 3000],
    [[['RateLimit', '"default";r=0']], undefined],
    [
      [
        ['RateLimit', '"default";r=0;t=30'],
        ['Retry-After', '7'],
      ],
      7000,
    ],
  ] as [HeaderLines, number | undefined][])
    it(`${headers.map(([name, value]) => `${name}: ${value}`).join(', ') || 'none'} → wait ${waitMs === undefined ? 'the default time' : `${waitMs} ms`}`, () =>
      assert.equal(retryAfterMs(limited(...headers), now), waitMs))

  for (const [name, value, exhausted] of [
    ['RateLimit-Remaining', '0', true],
    ['RateLimit-Remaining', '1', false],
    ['X-RateLimit-Remaining', '0', true],
    ['RateLimit', '"default";r=0;t=30', true],
    ['RateLimit', '"default";r=10;t=30', false],
    ['RateLimit', '"daily";r=900;t=40000, "burst";r=0;t=3', true],
  ] as const)
    it(`${name}: ${value} → ${exhausted ? 'requests take turns' : 'requests are sent at once'}`, () =>
      assert.equal(isExhausted(limited([name, value])), exhausted))
})
