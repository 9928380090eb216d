import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isSameSite, sessionCookieFor, type RuleCode } from '@repo/config'
import { define, issuesOf, summary, type Change } from './support.ts'

const lax = { sameSite: 'lax', partitioned: false, httpOnly: true, path: '/' }
const hostLax = { ...lax, name: '__Host-session', secure: true }
const plainLax = { ...lax, name: 'session', secure: false }
const partitioned = { ...hostLax, sameSite: 'none', partitioned: true }

/** API and web origins, and the cookie that browsers store and send for them (measured). */
const table: [api: string, web: string[], cookie: object, why: string][] = [
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
  [
    'https://a.github.io',
    ['https://b.github.io'],
    partitioned,
    'a public suffix separates two sites',
  ],
  ['https://a.co.uk', ['https://b.co.uk'], partitioned, 'a public suffix separates two sites'],
  ['http://localhost:3000', ['http://localhost:5173'], plainLax, 'WebKit rejects Secure on http'],
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
  [
    'http://api.localhost:3000',
    ['http://app.localhost:5173'],
    partitioned,
    'each subdomain is a site',
  ],
  ['http://localhost:3000', ['http://*.localhost:5173'], partitioned, 'each subdomain is a site'],
  [
    'https://api.acme.dev',
    ['https://app.acme.dev', 'capacitor://localhost'],
    hostLax,
    'WebKit’s webviews block the cookies of other sites anyway',
  ],
  [
    'https://api.acme.dev',
    ['https://app.acme.dev', 'https://localhost'],
    partitioned,
    'an Android app is cross-site',
  ],
  ['https://api.acme.dev', ['app://-'], partitioned, 'an Electron app is cross-site'],
  [
    'http://api.other.localhost:3000',
    ['http://app.acme.localhost:5173'],
    partitioned,
    'cross-site',
  ],
]

describe('the session cookie is derived from the origins', () => {
  for (const [apiOrigin, allowedOrigins, expected, why] of table) {
    const name = expected === partitioned ? 'None; Secure; Partitioned' : 'Lax'
    it(`${allowedOrigins.join(' + ')} calls ${apiOrigin} → ${name}: ${why}`, () => {
      assert.deepEqual(sessionCookieFor(apiOrigin, allowedOrigins), expected)
      assert.deepEqual(define({ apiOrigin, allowedOrigins }).sessionCookie, expected)
    })
  }

  it('same scheme and registrable domain, any port → same-site; otherwise → cross-site', () => {
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

const invalid: [title: string, change: Change, code: RuleCode, attribute: string][] = [
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
  ['a name that is not a token', { sessionCookie: { name: 'a b' } }, 'COOKIE_INVALID', '.name'],
  ['an empty name', { sessionCookie: { name: '' } }, 'COOKIE_INVALID', '.name'],
  [
    'a name that is not a string',
    { sessionCookie: { name: undefined } },
    'COOKIE_INVALID',
    '.name',
  ],
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
  ['a string instead of the object', { sessionCookie: 'lax' }, 'COOKIE_INVALID', ''],
  ['null instead of the object', { sessionCookie: null }, 'COOKIE_INVALID', ''],
]

describe('a cookie override that browsers reject, or that scripts could read', () => {
  for (const [title, change, code, attribute] of invalid) {
    it(`${title} → ${code}`, () => {
      assert.deepEqual(summary(issuesOf(change)), [`${code} staging.sessionCookie${attribute}`])
    })
  }

  const validOverrides: [title: string, change: Change, expected: object][] = [
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
  for (const [title, change, expected] of validOverrides) {
    it(`${title} → valid`, () => {
      assert.deepEqual(define(change).sessionCookie, expected)
    })
  }

  it('Lax across sites without credentials → valid: browsers send no cookie', () => {
    const change = { ...crossSite, credentials: false, sessionCookie: { sameSite: 'lax' } }
    assert.doesNotThrow(() => define(change))
  })

  it('Lax with one cross-site origin among others → the reason names that origin', () => {
    const change = {
      allowedOrigins: ['https://app.acme.dev', 'https://app.other.dev'],
      sessionCookie: { sameSite: 'lax' },
    }
    assert.match(
      issuesOf(change)[0]?.reason ?? '',
      /and "https:\/\/app\.other\.dev" is cross-site$/,
    )
  })

  it('samesite, secured → the fix names the nearest attribute; httpOnly → it lists them', () => {
    const fixOf = (key: string) => issuesOf({ sessionCookie: { [key]: 'x' } })[0]?.fix
    assert.equal(fixOf('samesite'), 'Did you mean sameSite?')
    assert.equal(fixOf('secured'), 'Did you mean secure?')
    assert.equal(fixOf('httpOnly'), 'The attributes are name, sameSite, secure, partitioned.')
  })
})
