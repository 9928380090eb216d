import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePolicy, rules, type RuleCode } from '@repo/config'
import { codes, define, errorOf, type Change } from './support.ts'

const origin = (entry: unknown): Change => ({ allowedOrigins: [entry] })
const cookie = (sessionCookie: object): Change => ({ sessionCookie })
const lan = { apiOrigin: 'http://api.acme.lan', dangerouslyAllowInsecureOrigins: true }

/** For every code a configuration that raises it. CONFIG_NOT_AN_OBJECT is no change of an object. */
const witnesses: Record<Exclude<RuleCode, 'CONFIG_NOT_AN_OBJECT'>, Change> = {
  OPTION_UNKNOWN: { originn: '*' },
  OPTION_NOT_A_BOOLEAN: { credentials: 'true' },
  LIST_NOT_AN_ARRAY: { methods: 'GET' },
  ORIGINS_EMPTY: { allowedOrigins: [] },
  ORIGIN_MISSING: { apiOrigin: undefined },
  ORIGIN_NOT_A_STRING: origin(/acme/),
  ORIGIN_EMPTY: origin(''),
  ORIGIN_BLANKS: origin(' https://app.acme.dev'),
  ORIGIN_LIST: origin('https://app.acme.dev,https://b.acme.dev'),
  ORIGIN_NULL: origin('null'),
  ORIGIN_SCHEME: origin('file:///index.html'),
  ORIGIN_SCHEME_MISSING: origin('app.acme.dev'),
  ORIGIN_UNPARSABLE: origin('https://app.acme.dev:99999'),
  ORIGIN_HOST_INVALID: origin('https://app..acme.dev'),
  ORIGIN_PORT_ZERO: origin('https://app.acme.dev:0'),
  ORIGIN_USERINFO: origin('https://ann@app.acme.dev'),
  ORIGIN_TRAILING_SLASH: origin('https://app.acme.dev/'),
  ORIGIN_PATH: origin('https://app.acme.dev/a'),
  ORIGIN_QUERY: origin('https://app.acme.dev?a'),
  ORIGIN_FRAGMENT: origin('https://app.acme.dev#a'),
  ORIGIN_UPPER_CASE: origin('https://APP.acme.dev'),
  ORIGIN_UNICODE_HOST: origin('https://äpp.acme.dev'),
  ORIGIN_DEFAULT_PORT: origin('https://app.acme.dev:443'),
  ORIGIN_IP_NOT_CANONICAL: origin('https://127.1'),
  ORIGIN_NOT_CANONICAL: origin('https:app.acme.dev'),
  ORIGIN_TRAILING_DOT: origin('https://app.acme.dev.'),
  ORIGIN_INSECURE: origin('http://app.acme.dev'),
  ORIGIN_PLACEHOLDER: origin('https://app.example.com'),
  ORIGIN_WILDCARD_WITH_CREDENTIALS: origin('*'),
  ORIGIN_WILDCARD_NOT_ALONE: { allowedOrigins: ['*', 'https://app.acme.dev'], credentials: false },
  API_ORIGIN_PATTERN: { apiOrigin: 'https://*.acme.dev' },
  PATTERN_INVALID: origin('https://app.*.dev'),
  PATTERN_PUBLIC_SUFFIX: origin('https://*.github.io'),
  PATTERN_PORT: origin('https://app.acme.dev:*'),
  METHOD_INVALID: { methods: ['GET POST'] },
  METHOD_FORBIDDEN: { methods: ['TRACE'] },
  METHOD_CASE: { methods: ['patch'] },
  METHOD_WILDCARD_WITH_CREDENTIALS: { methods: ['*'] },
  REQUEST_HEADER_INVALID: { requestHeaders: ['X A'] },
  REQUEST_HEADER_FORBIDDEN: { requestHeaders: ['Cookie'] },
  REQUEST_HEADER_IS_RESPONSE_HEADER: { requestHeaders: ['ETag'] },
  REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS: { requestHeaders: ['*'] },
  EXPOSED_HEADER_INVALID: { exposedHeaders: ['X A'] },
  EXPOSED_HEADER_FORBIDDEN: { exposedHeaders: ['Set-Cookie'] },
  EXPOSED_HEADER_IS_REQUEST_HEADER: { exposedHeaders: ['If-Match'] },
  EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS: { exposedHeaders: ['*'] },
  MAX_AGE_INVALID: { maxAgeSeconds: 86401 },
  COOKIE_INVALID: cookie({ sameSite: 'Lax' }),
  COOKIE_NONE_WITHOUT_SECURE: cookie({ name: 's', secure: false, sameSite: 'none' }),
  COOKIE_LAX_ACROSS_SITES: { ...origin('https://b.dev'), ...cookie({ sameSite: 'lax' }) },
  COOKIE_PARTITIONED_WITHOUT_SECURE: cookie({ name: 's', secure: false, partitioned: true }),
  COOKIE_SECURE_OVER_HTTP: { ...lan, ...origin('http://acme.lan'), ...cookie({ secure: true }) },
  COOKIE_ACROSS_SITES_OVER_HTTP: { ...lan, ...origin('http://b.lan') },
  COOKIE_PREFIX: cookie({ secure: false }),
}

describe('every rule is raised by some configuration, alone (S25)', () => {
  for (const code of Object.keys(rules) as RuleCode[]) {
    it(code, () => {
      if (code === 'CONFIG_NOT_AN_OBJECT') {
        const { issues } = errorOf(() => definePolicy('production', null as never))
        assert.deepEqual(
          issues.map((issue) => issue.code),
          [code],
        )
        return
      }
      assert.ok(Object.hasOwn(witnesses, code), 'no configuration raises this rule')
      assert.deepEqual(codes(witnesses[code], 'production'), [code])
    })
  }
})

describe('every rule says why, what to write instead, and who says so', () => {
  for (const [code, { reason, fix, spec }] of Object.entries(rules)) {
    it(code, () => {
      assert.match(code, /^[A-Z]+(?:_[A-Z]+)+$/)
      assert.match(reason, /^.{15,}[^.\s]$/, 'the reason is the middle of a sentence')
      assert.match(fix, /^(?:[A-Z].*\.|\{suggestion\})$/, 'the fix is a sentence')
      const { protocol, host } = new URL(spec)
      assert.equal(protocol, 'https:')
      assert.match(
        host,
        /^(?:fetch|html|url)\.spec\.whatwg\.org$|rfc-editor|httpwg|w3c|ietf|publicsuffix/,
      )
      assert.doesNotMatch(`${reason} ${fix}`, /\b(?:just|simply|easy|obviously|whitelist)\b|!/i)
    })
  }

  it('no fix is left with a gap where the suggestion goes', () => {
    for (const change of Object.values(witnesses)) {
      for (const { code, fix } of errorOf(() => define(change, 'production')).issues) {
        assert.doesNotMatch(fix, /\{suggestion\}|\bUse [.,]|^$/, code)
      }
    }
  })
})
