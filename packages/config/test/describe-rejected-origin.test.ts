import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeRejectedOrigin } from '@repo/config'

const allowedOrigins = [
  'http://localhost:5173',
  'https://app.acme.dev',
  'https://*.preview.acme.dev',
]

/** Describes an origin that a list of environments.ts does not allow. */
function describeIt(origin: string, list: readonly string[] = allowedOrigins): string {
  return describeRejectedOrigin(origin, { allowedOrigins: list, sources: {} })
}

describe('a disallowed origin is described with the closest allowed one', () => {
  it('127.0.0.1 instead of localhost → the host differs', () => {
    assert.equal(
      describeIt('http://127.0.0.1:5173'),
      'Origin "http://127.0.0.1:5173" is not allowed: http://127.0.0.1:5173 is not http://localhost:5173, the host differs. Open the page at http://localhost:5173, or add http://127.0.0.1:5173 to allowedOrigins in packages/config/src/environments.ts.',
    )
  })

  const table: [origin: string, reason: string][] = [
    ['http://localhost:5174', 'is not http://localhost:5173, the port differs'],
    ['https://localhost:5173', 'is not http://localhost:5173, the scheme differs'],
    ['http://app.acme.dev', 'is not https://app.acme.dev, the scheme differs'],
    ['https://app.acme.dev:8443', 'is not https://app.acme.dev, the port differs'],
    ['http://app.acme.dev:8080', 'is not https://app.acme.dev, the scheme and port differ'],
    ['https://www.acme.dev', 'is not https://app.acme.dev, the host differs'],
    ['http://pr-1.preview.acme.dev', 'is not https://*.preview.acme.dev, the scheme differs'],
    ['https://app.acme.dev:443', 'is not https://app.acme.dev, the port differs'],
  ]
  for (const [origin, reason] of table) {
    it(`${origin} → ${reason}`, () => {
      const text = describeIt(origin)
      assert.ok(text.includes(reason), text)
    })
  }

  it('the allowlist in another order → the same closest origin', () => {
    for (const list of [allowedOrigins, [...allowedOrigins].reverse()]) {
      assert.match(describeIt('http://localhost:5174', list), /is not http:\/\/localhost:5173,/)
      assert.match(describeIt('https://app.acme.dev:1', list), /is not https:\/\/app\.acme\.dev,/)
    }
  })

  it('a pattern is the closest → it is not suggested as a URL to open', () => {
    const text = describeIt('http://pr-1.preview.acme.dev')
    assert.match(text, /Open the page at an origin like https:\/\/\*\.preview\.acme\.dev, or add/)
  })

  it('a default port that browsers leave out → browsers serialize it differently', () => {
    const text = describeIt('http://localhost:80', ['http://localhost:*'])
    assert.match(text, /is not http:\/\/localhost:\*, browsers serialize it differently\./)
  })

  it('an origin with no part in common with an entry, or an empty allowlist → not listed', () => {
    for (const list of [['http://localhost:5173'], []]) {
      assert.equal(
        describeIt('https://evil.net', list),
        'Origin "https://evil.net" is not allowed: it is not listed. If it is your frontend, add it to allowedOrigins in packages/config/src/environments.ts.',
      )
    }
  })

  it('null → no advice to add it', () => {
    const text = describeIt('null')
    assert.match(text, /^Origin "null" is not allowed: a sandboxed iframe/)
    assert.match(text, /cannot be allowed safely/)
    assert.doesNotMatch(text, /add /)
  })
})

describe('the description names the source of the allowlist', () => {
  const variable = { allowedOrigins, sources: { allowedOrigins: 'WEB_ORIGINS' } }
  const file = {
    allowedOrigins,
    sources: { allowedOrigins: 'packages/config/src/environments.ts production.allowedOrigins' },
  }
  for (const origin of ['http://localhost:5174', 'ws://evil.net:1']) {
    it(`${origin}, and WEB_ORIGINS is set → WEB_ORIGINS`, () => {
      const text = describeRejectedOrigin(origin, variable)
      assert.match(text, / to WEB_ORIGINS\.$/)
      assert.doesNotMatch(text, /environments\.ts/)
    })

    it(`${origin}, and WEB_ORIGINS is not set → allowedOrigins in environments.ts`, () => {
      const text = describeRejectedOrigin(origin, file)
      assert.match(text, / to allowedOrigins in packages\/config\/src\/environments\.ts\.$/)
    })
  }
})

describe('an Origin that is not a valid origin', () => {
  const untrusted = [
    '',
    'x',
    'https://',
    'https://app.acme.dev/',
    'https://a\nGET /admin 200',
    'https://a\u001b[2J',
    'https://a\u2028forged',
    `https://${'a'.repeat(292)}\nforged line`,
    `https://${'a'.repeat(16_384)}`,
    `https://a:${'9'.repeat(16_000)}`,
  ]
  for (const origin of untrusted) {
    it(`${JSON.stringify(origin).slice(0, 40)} → one line, escaped and cut`, () => {
      const text = describeIt(origin)
      assert.match(
        text,
        /^Origin ".*(?:"|…) is not a valid origin \(expected scheme:\/\/host\[:port\]\)\.$/,
      )
      assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\u2028\u2029]/u)
      assert.ok(text.length < 250, `${text.length} characters`)
    })
  }
})
