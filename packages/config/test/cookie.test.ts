import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSameSite, sessionCookieFor, type RuleCode } from '@repo/config'
import { define, issuesOf, summary, type Change } from './support.ts'

const lax = { sameSite: 'lax', partitioned: false, httpOnly: true, path: '/' }
const hostLax = { ...lax, name: '__Host-session', secure: true }
const plainLax = { ...lax, name: 'session', secure: false }
const partitioned = { ...hostLax, sameSite: 'none', partitioned: true }

/** The topologies that were measured in browsers, and the cookie that survives in each. */
const topologies: [api: string, pages: string[], cookie: object, why: string][] = [
  ['https://api.acme.dev', ['https://app.acme.dev'], hostLax, 'same-site over https'],
  ['https://acme.dev', ['https://acme.dev:8443'], hostLax, 'another port is the same site'],
  ['https://api.acme.dev', ['https://*.preview.acme.dev'], hostLax, 'same-site pattern'],
  ['https://api.acme.co.uk', ['https://app.acme.co.uk'], hostLax, 'same-site below co.uk'],
  ['https://api.acme.dev', ['https://app.other.dev'], partitioned, 'cross-site'],
  [
    'https://api.acme.dev',
    ['https://app.acme.dev', 'https://b.net'],
    partitioned,
    'one is cross-site',
  ],
  ['https://api.acme.dev', ['https://*.other.dev'], partitioned, 'cross-site pattern'],
  ['https://a.github.io', ['https://b.github.io'], partitioned, 'a public suffix parts two sites'],
  ['https://a.co.uk', ['https://b.co.uk'], partitioned, 'a public suffix parts two sites'],
  ['http://localhost:3000', ['http://localhost:5173'], plainLax, 'WebKit drops Secure on http'],
  ['http://localhost:3000', ['http://localhost:*'], plainLax, 'any port is the same site'],
  [
    'http://localhost:3000',
    ['https://localhost:5173'],
    partitioned,
    'another scheme is another site',
  ],
  ['http://127.0.0.1:3000', ['http://127.0.0.1:5173'], plainLax, 'same address'],
  ['http://[::1]:3000', ['http://[::1]:5173'], plainLax, 'same address'],
  ['http://127.0.0.1:3000', ['http://localhost:5173'], partitioned, 'localhost is not 127.0.0.1'],
  ['http://api.acme.localhost:3000', ['http://app.acme.localhost:5173'], plainLax, 'same-site'],
  ['http://api.localhost:3000', ['http://app.localhost:5173'], partitioned, 'localhost parts them'],
  ['http://localhost:3000', ['http://*.localhost:5173'], partitioned, 'each sub-domain is a site'],
  [
    'http://api.other.localhost:3000',
    ['http://app.acme.localhost:5173'],
    partitioned,
    'cross-site',
  ],
]

describe('the session cookie is derived from the topology, and no browser drops it', () => {
  for (const [apiOrigin, allowedOrigins, expected, why] of topologies) {
    const name = expected === partitioned ? 'None; Secure; Partitioned' : 'Lax'
    it(`${allowedOrigins.join(' + ')} → ${apiOrigin} gets ${name}: ${why}`, () => {
      assert.deepEqual(sessionCookieFor(apiOrigin, allowedOrigins), expected)
      assert.deepEqual(define({ apiOrigin, allowedOrigins }).sessionCookie, expected)
    })
  }

  it('same-site is scheme and registrable domain, in either order, ports aside', () => {
    assert.equal(isSameSite('https://a.acme.dev:1', 'https://b.acme.dev:2'), true)
    assert.equal(isSameSite('https://my_app.acme.dev', 'https://acme.dev'), true)
    assert.equal(isSameSite('https://acme.dev', 'http://acme.dev'), false)
    assert.equal(isSameSite('https://acme.dev', 'https://acme.dev.evil.net'), false)
    assert.equal(isSameSite('https://evilacme.dev', 'https://acme.dev'), false)
  })
})

const crossSite = { allowedOrigins: ['https://app.other.dev'] }
const overHttp = {
  apiOrigin: 'http://api.acme.lan',
  allowedOrigins: ['http://app.acme.lan'],
  dangerouslyAllowInsecureOrigins: true,
}

const refused: [title: string, change: Change, code: RuleCode, attribute: string][] = [
  [
    'None without Secure',
    { sessionCookie: { name: 's', sameSite: 'none', secure: false } },
    'COOKIE_NONE_WITHOUT_SECURE',
    '.sameSite',
  ],
  [
    'Lax across sites',
    { ...crossSite, sessionCookie: { sameSite: 'lax' } },
    'COOKIE_LAX_ACROSS_SITES',
    '.sameSite',
  ],
  [
    'Strict across sites',
    { ...crossSite, sessionCookie: { sameSite: 'strict' } },
    'COOKIE_LAX_ACROSS_SITES',
    '.sameSite',
  ],
  [
    'Partitioned without Secure',
    { sessionCookie: { name: 's', secure: false, partitioned: true } },
    'COOKIE_PARTITIONED_WITHOUT_SECURE',
    '.partitioned',
  ],
  ['__Host- without Secure', { sessionCookie: { secure: false } }, 'COOKIE_PREFIX', '.name'],
  [
    '__Secure- without Secure',
    { sessionCookie: { name: '__secure-s', secure: false } },
    'COOKIE_PREFIX',
    '.name',
  ],
  [
    'Secure over plain http',
    { ...overHttp, sessionCookie: { secure: true } },
    'COOKIE_SECURE_OVER_HTTP',
    '.secure',
  ],
  [
    'across sites over plain http',
    { ...overHttp, allowedOrigins: ['http://app.other.lan'] },
    'COOKIE_ACROSS_SITES_OVER_HTTP',
    '.secure',
  ],
  ['a name that is no token', { sessionCookie: { name: 'a b' } }, 'COOKIE_INVALID', '.name'],
  ['an empty name', { sessionCookie: { name: '' } }, 'COOKIE_INVALID', '.name'],
  ['a name that is no string', { sessionCookie: { name: undefined } }, 'COOKIE_INVALID', '.name'],
  [
    'SameSite in another case',
    { sessionCookie: { sameSite: 'Lax' } },
    'COOKIE_INVALID',
    '.sameSite',
  ],
  ['SameSite true', { sessionCookie: { sameSite: true } }, 'COOKIE_INVALID', '.sameSite'],
  ['secure: "auto"', { sessionCookie: { secure: 'auto' } }, 'OPTION_NOT_A_BOOLEAN', '.secure'],
  ['partitioned: 1', { sessionCookie: { partitioned: 1 } }, 'OPTION_NOT_A_BOOLEAN', '.partitioned'],
  ['samesite', { sessionCookie: { samesite: 'none' } }, 'OPTION_UNKNOWN', '.samesite'],
  ['httpOnly: false', { sessionCookie: { httpOnly: false } }, 'OPTION_UNKNOWN', '.httpOnly'],
  ['a path', { sessionCookie: { path: '/api' } }, 'OPTION_UNKNOWN', '.path'],
  ['a string in place of the object', { sessionCookie: 'lax' }, 'COOKIE_INVALID', ''],
  ['null in place of the object', { sessionCookie: null }, 'COOKIE_INVALID', ''],
]

describe('a cookie that browsers would drop, or JavaScript could read, is refused at boot', () => {
  for (const [title, change, code, attribute] of refused) {
    it(`${title} → ${code}`, () => {
      assert.deepEqual(summary(issuesOf(change)), [`${code} staging.sessionCookie${attribute}`])
    })
  }

  const allowed: [title: string, change: Change, expected: object][] = [
    ['another name', { sessionCookie: { name: '__Host-id' } }, { ...hostLax, name: '__Host-id' }],
    [
      'Strict on one site',
      { sessionCookie: { sameSite: 'strict' } },
      { ...hostLax, sameSite: 'strict' },
    ],
    [
      'None with Secure on one site',
      { sessionCookie: { sameSite: 'none' } },
      { ...hostLax, sameSite: 'none' },
    ],
    [
      'not Partitioned across sites',
      { ...crossSite, sessionCookie: { partitioned: false } },
      { ...partitioned, partitioned: false },
    ],
    ['a plain cookie over plain http', overHttp, plainLax],
    ['no override', { sessionCookie: undefined }, hostLax],
  ]
  for (const [title, change, expected] of allowed) {
    it(`${title} boots`, () => {
      assert.deepEqual(define(change).sessionCookie, expected)
    })
  }

  it('a policy without credentials is not held to the topology: no cookie crosses origins', () => {
    const change = { ...crossSite, credentials: false, sessionCookie: { sameSite: 'lax' } }
    assert.doesNotThrow(() => define(change))
  })
})
