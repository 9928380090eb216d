import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { describeRefusal } from '@repo/config'

const allowed = ['http://localhost:5173', 'https://app.acme.dev', 'https://*.preview.acme.dev']

describe('a refused origin is described with the nearest allowed one and the file to edit', () => {
  it('127.0.0.1 in place of localhost → the host differs, word for word', () => {
    assert.equal(
      describeRefusal('http://127.0.0.1:5173', allowed),
      'Origin "http://127.0.0.1:5173" is refused: http://127.0.0.1:5173 is not http://localhost:5173, the host differs. Open the page at http://localhost:5173, or add http://127.0.0.1:5173 to allowedOrigins in packages/config/src/environments.ts.',
    )
  })

  const table: [origin: string, says: string][] = [
    ['http://localhost:5174', 'is not http://localhost:5173, the port differs'],
    ['https://localhost:5173', 'is not http://localhost:5173, the scheme differs'],
    ['http://app.acme.dev', 'is not https://app.acme.dev, the scheme differs'],
    ['https://app.acme.dev:8443', 'is not https://app.acme.dev, the port differs'],
    ['http://app.acme.dev:8080', 'is not https://app.acme.dev, the scheme and port differ'],
    ['https://www.acme.dev', 'is not https://app.acme.dev, the host differs'],
    ['http://pr-1.preview.acme.dev', 'is not https://*.preview.acme.dev, the scheme differs'],
    ['https://app.acme.dev:443', 'is not https://app.acme.dev, the port differs'],
  ]
  for (const [origin, says] of table) {
    it(`${origin} → ${says}`, () => {
      const text = describeRefusal(origin, allowed)
      assert.ok(text.includes(says), text)
      assert.match(text, /packages\/config\/src\/environments\.ts\.$/)
    })
  }

  it('the order of the allowlist does not hide the nearest one', () => {
    const lists = [allowed, [...allowed].reverse()]
    for (const list of lists) {
      assert.match(
        describeRefusal('http://localhost:5174', list),
        /is not http:\/\/localhost:5173,/,
      )
      assert.match(
        describeRefusal('https://app.acme.dev:1', list),
        /is not https:\/\/app\.acme\.dev,/,
      )
    }
  })

  it('a pattern is not offered as an address to open', () => {
    const text = describeRefusal('http://pr-1.preview.acme.dev', allowed)
    assert.match(text, /Open the page at an origin like https:\/\/\*\.preview\.acme\.dev, or add/)
  })

  it('a spelling that no browser uses, of an origin that a pattern covers, is called that', () => {
    const text = describeRefusal('http://localhost:80', ['http://localhost:*'])
    assert.match(text, /is not http:\/\/localhost:\*, no browser writes it this way\./)
  })

  it('an origin that shares nothing with any entry, or an empty allowlist → not listed', () => {
    for (const list of [['http://localhost:5173'], []]) {
      assert.equal(
        describeRefusal('https://evil.net', list),
        'Origin "https://evil.net" is refused: it is not listed. If it is yours, add it to allowedOrigins in packages/config/src/environments.ts.',
      )
    }
  })

  it('null → is never advised to be added (S02)', () => {
    const text = describeRefusal('null', allowed)
    assert.match(text, /^Origin "null" is refused: a sandboxed frame/)
    assert.match(text, /cannot be allowed safely/)
    assert.doesNotMatch(text, /add null/)
  })
})

describe('anybody may have written the Origin that is described', () => {
  const hostile = [
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
  for (const origin of hostile) {
    it(`${JSON.stringify(origin).slice(0, 40)} → one line, cut, quoted, called no origin`, () => {
      const text = describeRefusal(origin, allowed)
      assert.match(text, /^Origin ".*(?:"|…) is refused: it is no origin\.$/)
      assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\u2028\u2029]/u)
      assert.ok(text.length < 200, `${text.length} characters`)
    })
  }
})
