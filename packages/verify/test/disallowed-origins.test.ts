import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { disallowedOrigins } from '../src/probes/disallowed-origins.ts'

const target = new URL('https://api.example.com/items')
const tried = (origin: string, at = target) =>
  disallowedOrigins([origin], at).map((disallowed) => disallowed.origin)

describe('the disallowed origins that are tried', () => {
  /** A mistake, and an origin that gets through it beside https://app.example.com. */
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
    it(`${mistake} → one of them gets in`, () => {
      const origins = tried('https://app.example.com')
      assert.ok(origins.some(allows), origins.join(' '))
    })

  it('exact comparison → none of them gets in', () => {
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
    const allowed = ['https://app.example.com', 'http://app.example.com']
    const origins = disallowedOrigins(allowed, target).map(({ origin }) => origin)
    assert.equal(new Set(origins).size, origins.length)
    assert.ok(!origins.includes('http://app.example.com'))
  })

  it('a target on this machine → development origins are not held against it', () => {
    const local = new URL('http://localhost:3000/items')
    assert.ok(!tried('http://localhost:5173', local).includes('http://localhost:3000'))
    assert.ok(tried('https://app.example.com').includes('http://localhost:3000'))
  })
})
