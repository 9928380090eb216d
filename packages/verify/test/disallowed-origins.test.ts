import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseOriginPattern } from '../src/origin-pattern.ts'
import { disallowedOrigins } from '../src/probes/disallowed-origins.ts'

const target = new URL('https://api.example.com/items')
const tried = (origin: string, at = target) =>
  disallowedOrigins({ origins: [origin], patterns: [] }, at).map((disallowed) => disallowed.origin)

describe('the disallowed origins that are tried', () => {
  /** A mistake, and the check of a server that makes it for https://app.example.com. */
  const mistakes: [string, (origin: string) => boolean][] = [
    ['reflection', () => true],
    ['`null` allowed', (origin) => origin === 'null'],
    ['startsWith', (origin) => origin.startsWith('https://app.example.com')],
    ['endsWith the host', (origin) => origin.endsWith('app.example.com')],
    ['endsWith the site', (origin) => origin.endsWith('example.com')],
    ['includes', (origin) => origin.includes('app.example.com')],
    ['any sub-domain', (origin) => origin.endsWith('.example.com')],
    ['any scheme', (origin) => /^https?:\/\/app\.example\.com$/.test(origin)],
    ['any port', (origin) => /^https:\/\/app\.example\.com(:\d+)?$/.test(origin)],
    ['first dot unescaped', (origin) => /^https:\/\/app.example\.com$/.test(origin)],
    ['last dot unescaped', (origin) => /^https:\/\/app\.example.com$/.test(origin)],
    ['pattern without an end', (origin) => /^https:\/\/app\.example\.com/.test(origin)],
    ['pattern without a beginning', (origin) => /app\.example\.com$/.test(origin)],
    ['any characters', (origin) => /^https:\/\/app\.example\.com[^a-z0-9.]/.test(origin)],
    ['localhost left in', (origin) => origin.startsWith('http://localhost')],
  ]
  for (const [mistake, allows] of mistakes)
    it(`${mistake} → one of them is allowed`, () => {
      const origins = tried('https://app.example.com')
      assert.ok(origins.some(allows), origins.join(' '))
    })

  it('exact comparison → none of them is allowed', () => {
    for (const allowed of [
      'https://app.example.com',
      'https://example.com',
      'http://localhost:5173',
      'http://127.0.0.1:5173',
      'http://[::1]:5173',
      'https://app.example.com:8443',
    ]) {
      const origins = tried(allowed)
      assert.ok(origins.length >= 3)
      assert.ok(!origins.includes(allowed), allowed)
    }
  })

  it('every one is an origin as browsers send it', () => {
    for (const origin of tried('https://app.example.com')) {
      if (origin === 'null') continue
      assert.equal(new URL(origin).origin, origin)
    }
  })

  it('none is tried twice, and no second allowed origin is tried', () => {
    const allowed = ['https://app.example.com', 'http://app.example.com'] as const
    const origins = disallowedOrigins({ origins: allowed, patterns: [] }, target).map(
      ({ origin }) => origin,
    )
    assert.equal(new Set(origins).size, origins.length)
    assert.ok(!origins.includes('http://app.example.com'))
  })

  it('look-alikes of every allowed origin are tried', () => {
    const origins = ['https://app.example.com', 'https://admin.example.org'] as const
    const all = disallowedOrigins({ origins, patterns: [] }, target).map(({ origin }) => origin)
    assert.ok(all.includes('https://app.example.com.cors-verify.example'))
    assert.ok(all.includes('https://admin.example.org.cors-verify.example'))
  })

  it('a pattern → origins that match it are not tried, and those beside it are', () => {
    const pattern = parseOriginPattern('https://*.preview.example.com')
    assert.ok(pattern)
    const all = disallowedOrigins({ origins: [pattern.sample], patterns: [pattern] }, target).map(
      ({ origin }) => origin,
    )
    assert.deepEqual(all.filter(pattern.matches), [])
    for (const outside of [
      'https://cors-verify-preview.example.com',
      'https://cors-verify.example.com',
      'https://cors-verify-page.preview.example.com.cors-verify.example',
      'http://cors-verify-page.preview.example.com',
    ])
      assert.ok(all.includes(outside), outside)
  })

  it('a target or a page on this machine → development origins are not tried', () => {
    const development = 'http://localhost:4200'
    const local = new URL('http://localhost:3000/items')
    assert.ok(tried('https://app.example.com').includes(development))
    assert.ok(!tried('https://app.example.com', local).includes(development))
    assert.ok(!tried('http://localhost:5173').includes(development))
  })
})
