import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { define } from './support.ts'

/** An entry, an `Origin` that it allows, and a similar one that it does not allow. */
const table: [entry: string, allowed: string, disallowed: string][] = [
  ['https://example.com', 'https://example.com', 'https://www.example.com'],
  ['https://example.com:1', 'https://example.com:1', 'https://example.com:11'],
  ['https://example.com:65535', 'https://example.com:65535', 'https://example.com:6553'],
  ['https://app.acme.dev:8443', 'https://app.acme.dev:8443', 'https://app.acme.dev'],
  ['https://intranet', 'https://intranet', 'https://intranet2'],
  ['https://my_app.acme.dev', 'https://my_app.acme.dev', 'https://my-app.acme.dev'],
  ['https://www.xn--xample-9ua.com', 'https://www.xn--xample-9ua.com', 'https://www.éxample.com'],
  [
    'https://xn--mnchen-3ya.acme.dev',
    'https://xn--mnchen-3ya.acme.dev',
    'https://munchen.acme.dev',
  ],
  ['https://192.0.2.7', 'https://192.0.2.7', 'https://192.0.2.70'],
  ['https://[2001:db8::1]:9090', 'https://[2001:db8::1]:9090', 'https://[2001:db8::2]:9090'],
  ['http://localhost', 'http://localhost', 'http://localhost:5173'],
  ['http://localhost:5173', 'http://localhost:5173', 'http://localhost:5174'],
  ['http://localhost:9090', 'http://localhost:9090', 'https://localhost:9090'],
  ['http://127.0.0.1:5173', 'http://127.0.0.1:5173', 'http://localhost:5173'],
  ['http://127.127.127.127', 'http://127.127.127.127', 'http://127.127.127.126'],
  ['http://[::1]:5173', 'http://[::1]:5173', 'http://127.0.0.1:5173'],
  ['http://app.localhost:5173', 'http://app.localhost:5173', 'http://localhost:5173'],
  [
    'http://app.acme.localhost:5173',
    'http://app.acme.localhost:5173',
    'http://acme.localhost:5173',
  ],
  ['https://*.example.com', 'https://foo.example.com', 'https://example.com'],
  ['https://*.example.com', 'https://baz.bar.foo.example.com', 'http://foo.example.com'],
  ['https://*.preview.acme.dev', 'https://pr-7.preview.acme.dev', 'https://preview.acme.dev'],
  ['https://*.preview.acme.dev', 'https://my_pr.preview.acme.dev', 'https://xpreview.acme.dev'],
  ['https://*.example.com:6060', 'https://foo.example.com:6060', 'https://foo.example.com'],
  ['https://*.acme.github.io', 'https://a.acme.github.io', 'https://a.evil.github.io'],
  ['https://*.xn--mnchen-3ya.de', 'https://a.xn--mnchen-3ya.de', 'https://a.mnchen.de'],
  ['http://localhost:*', 'http://localhost', 'https://localhost:5173'],
  ['http://localhost:*', 'http://localhost:65535', 'http://app.localhost:5173'],
  ['http://localhost:*', 'http://localhost:81', 'http://localhost:80'],
  ['http://localhost:*', 'http://localhost:5173', 'http://localhost:65536'],
  ['http://127.0.0.1:*', 'http://127.0.0.1:5173', 'http://127.0.0.2:5173'],
  ['http://[::1]:*', 'http://[::1]:5173', 'http://[::2]:5173'],
  ['http://*.localhost:5173', 'http://app.localhost:5173', 'http://localhost:5173'],
  ['http://*.acme.localhost:5173', 'http://app.acme.localhost:5173', 'http://acme.localhost:5173'],
  ['capacitor://localhost', 'capacitor://localhost', 'ionic://localhost'],
  ['ionic://localhost', 'ionic://localhost', 'ionic://localhost.evil.net'],
  ['tauri://localhost', 'tauri://localhost', 'http://tauri.localhost'],
  ['https://localhost', 'https://localhost', 'http://localhost'],
  ['https://tauri.localhost', 'https://tauri.localhost', 'http://tauri.localhost'],
  ['app://-', 'app://-', 'app://--'],
  ['app://obsidian.md', 'app://obsidian.md', 'https://obsidian.md'],
  [
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'chrome-extension://ponmlkjihgfedcbaponmlkjihgfedcba',
  ],
  [
    'http://*.acme.localhost:*',
    'http://a.b.acme.localhost:1',
    'http://a.b.acme.localhost.evil.net',
  ],
]

describe('a valid entry allows the origins that it names and no other', () => {
  for (const [entry, allowed, disallowed] of table) {
    it(`${entry} → ${allowed} is allowed, ${disallowed} is disallowed`, () => {
      const policy = define({ allowedOrigins: [entry] })
      assert.deepEqual(policy.allowedOrigins, [entry])
      assert.equal(policy.allows(allowed), true)
      assert.equal(policy.allows(disallowed), false)
    })
  }

  it('a host of 253 characters, the maximum → allowed', () => {
    const host = 'a.'.repeat(126) + 'a'
    assert.equal(
      define({ allowedOrigins: [`https://${host}:65535`] }).allows(`https://${host}:65535`),
      true,
    )
    assert.equal(define({ allowedOrigins: ['https://*.a.a'] }).allows(`https://${host}`), true)
  })

  it('several origins and patterns → each is allowed, parts of two of them are disallowed', () => {
    const { allows } = define({
      allowedOrigins: [
        'https://app.acme.dev',
        'https://admin.acme.dev:8443',
        'https://*.preview.acme.dev',
        'http://localhost:5173',
      ],
    })
    assert.equal(allows('https://app.acme.dev'), true)
    assert.equal(allows('https://admin.acme.dev:8443'), true)
    assert.equal(allows('https://a.preview.acme.dev'), true)
    assert.equal(allows('http://localhost:5173'), true)
    assert.equal(allows('https://app.acme.dev:8443'), false)
    assert.equal(allows('https://a.preview.acme.dev:8443'), false)
    assert.equal(allows('http://localhost:8443'), false)
  })

  it('an origin that is listed twice → the policy lists it once', () => {
    const entry = 'https://app.acme.dev'
    assert.deepEqual(define({ allowedOrigins: [entry, entry] }).allowedOrigins, [entry])
  })

  it('no Origin, an empty one, null and two joined lines → disallowed', () => {
    const { allows } = define({ allowedOrigins: ['https://app.acme.dev', 'https://*.acme.dev'] })
    assert.equal(allows('https://app.acme.dev'), true)
    for (const origin of [
      undefined,
      '',
      'null',
      '*',
      'https://*.acme.dev',
      'https://app.acme.dev, https://app.acme.dev',
      'https://app.acme.dev,https://evil.net',
      'https://app.acme.dev https://evil.net',
    ]) {
      assert.equal(allows(origin), false, String(origin))
    }
  })

  it('the same origin eight times in a row → the same result each time', () => {
    const { allows } = define({ allowedOrigins: ['https://*.acme.dev'] })
    for (let round = 0; round < 8; round++) {
      assert.equal(allows('https://a.acme.dev'), true)
      assert.equal(allows('https://a.evil.net'), false)
    }
  })
})
