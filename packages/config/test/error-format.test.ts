import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePolicy, type PolicyConfig } from '@repo/config'
import { define, errorOf, issuesOf, valid, summary } from './support.ts'

describe('one error has all issues', () => {
  it('an invalid value in every option → all issues, in the order of the options', () => {
    const issues = issuesOf({
      originn: '*',
      apiOrigin: 'https://api.acme.dev/v1',
      allowedOrigins: ['https://app.acme.dev/', 'null', 'https://App.acme.dev:443'],
      methods: ['*', 'patch'],
      requestHeaders: ['*', 'Cookie'],
      exposedHeaders: ['*', 'Set-Cookie'],
      maxAgeSeconds: '7200',
      sessionCookie: { sameSite: 'none', secure: false },
      dangerouslyAllowPlaceholders: 'no',
    })
    assert.deepEqual(summary(issues), [
      'OPTION_UNKNOWN staging.originn',
      'OPTION_NOT_A_BOOLEAN staging.dangerouslyAllowPlaceholders',
      'ORIGIN_PATH staging.apiOrigin',
      'ORIGIN_TRAILING_SLASH staging.allowedOrigins[0]',
      'ORIGIN_NULL staging.allowedOrigins[1]',
      'ORIGIN_UPPER_CASE staging.allowedOrigins[2]',
      'ORIGIN_DEFAULT_PORT staging.allowedOrigins[2]',
      'METHOD_WILDCARD_WITH_CREDENTIALS staging.methods[0]',
      'METHOD_CASE staging.methods[1]',
      'REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS staging.requestHeaders[0]',
      'REQUEST_HEADER_FORBIDDEN staging.requestHeaders[1]',
      'EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS staging.exposedHeaders[0]',
      'EXPOSED_HEADER_FORBIDDEN staging.exposedHeaders[1]',
      'MAX_AGE_INVALID staging.maxAgeSeconds',
      'COOKIE_NONE_WITHOUT_SECURE staging.sessionCookie.sameSite',
    ])
  })

  it('a cookie rule that depends on valid origins → reported with the issues of other options', () => {
    const change = {
      allowedOrigins: ['https://app.other.dev'],
      sessionCookie: { sameSite: 'lax' },
      maxAgeSeconds: -1,
    }
    assert.deepEqual(summary(issuesOf(change)), [
      'MAX_AGE_INVALID staging.maxAgeSeconds',
      'COOKIE_LAX_ACROSS_SITES staging.sessionCookie.sameSite',
    ])
  })

  it('an empty object → an issue for each missing option', () => {
    const error = errorOf(() => definePolicy('staging', {} as PolicyConfig))
    assert.deepEqual(summary(error.issues), [
      'OPTION_NOT_A_BOOLEAN staging.credentials',
      'ORIGIN_MISSING staging.apiOrigin',
      'LIST_NOT_AN_ARRAY staging.allowedOrigins',
      'LIST_NOT_AN_ARRAY staging.methods',
      'LIST_NOT_AN_ARRAY staging.requestHeaders',
      'LIST_NOT_AN_ARRAY staging.exposedHeaders',
      'MAX_AGE_INVALID staging.maxAgeSeconds',
    ])
  })
})

describe('an issue prints code, source, value, reason, fix and a link', () => {
  const slash = 'https://app.example.com/'

  it('a trailing slash → the text of the documentation', () => {
    const error = errorOf(() =>
      define({ allowedOrigins: [slash], dangerouslyAllowPlaceholders: true }, 'production'),
    )
    assert.equal(error.name, 'CorsConfigError')
    assert.deepEqual(error.message.split('\n'), [
      '1 problem in the CORS configuration "production"',
      '',
      'ORIGIN_TRAILING_SLASH  production.allowedOrigins[0] "https://app.example.com/": browsers send no trailing slash in Origin, so this entry matches nothing. Use "https://app.example.com".',
      '  See packages/config/README.md#ORIGIN_TRAILING_SLASH',
    ])
  })

  it('a trailing slash → the same facts as data', () => {
    assert.deepEqual(issuesOf({ allowedOrigins: [slash] }), [
      {
        code: 'ORIGIN_TRAILING_SLASH',
        source: 'staging.allowedOrigins[0]',
        value: 'https://app.example.com/',
        reason: 'browsers send no trailing slash in Origin, so this entry matches nothing',
        fix: 'Use "https://app.example.com".',
        spec: 'https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin',
      },
    ])
  })

  it('a list from a variable → the source is WEB_ORIGINS[1]', () => {
    const change = { allowedOrigins: ['https://app.acme.dev', slash] }
    const error = errorOf(() => define(change, 'staging', { allowedOrigins: 'WEB_ORIGINS' }))
    assert.deepEqual(summary(error.issues), ['ORIGIN_TRAILING_SLASH WEB_ORIGINS[1]'])
    assert.match(error.message, /^ORIGIN_TRAILING_SLASH {2}WEB_ORIGINS\[1\] "https:/m)
  })

  it('two issues → the heading counts them, and each is a paragraph', () => {
    const { message } = errorOf(() => define({ allowedOrigins: ['null', ''] }))
    const [heading, ...paragraphs] = message.split('\n\n')
    assert.equal(heading, '2 problems in the CORS configuration "staging"')
    assert.equal(paragraphs.length, 2)
  })
})

function severalLines(): boolean {
  return true
}

describe('an untrusted value is printed on one line, and cut', () => {
  const untrusted: [title: string, value: unknown][] = [
    ['line ends', 'https://a\r\nORIGIN_FORGED  x "y"\u0085\u2028\u2029'],
    ['terminal escapes', 'https://a\u001b[2J\u009b31m\u007f'],
    ['direction marks and zero widths', 'https://a\u202e\u2066\u200b\ufeff'],
    ['lone surrogates', 'https://a\ud800'],
    ['16 kB', `https://${'a'.repeat(16_384)}`],
    ['a function of several lines', severalLines],
    ['a regular expression', /a\n b/],
    ['nested lists', [[['deep']]]],
    ['a symbol', Symbol('a\nb')],
    ['an object', { toString: () => 'a\nb' }],
    ['an object without prototype', Object.create(null)],
  ]
  const cyclic: unknown[] = []
  cyclic.push(cyclic)
  untrusted.push(['a list that contains itself', cyclic])

  for (const [title, value] of untrusted) {
    it(title, () => {
      for (const change of [
        { allowedOrigins: [value] },
        { methods: [value] },
        { methods: value },
      ]) {
        const { message, issues } = errorOf(() => define(change))
        const [, , line, link, ...rest] = message.split(/\r\n|[\n\r\u0085\u2028\u2029]/)
        assert.deepEqual(rest, [])
        assert.match(link ?? '', /^ {2}See packages\/config\/README\.md#[A-Z_]+$/)
        assert.doesNotMatch(line ?? '', /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u)
        assert.ok((line ?? '').length < 500, `${line?.length} characters`)
        assert.equal(issues.length, 1)
      }
    })
  }

  it('an option name with a line end → escaped', () => {
    const { message } = errorOf(() => definePolicy('staging', { ...valid, 'a\nb': 1 } as never))
    assert.match(message, /^OPTION_UNKNOWN {2}staging\.a\\u000ab 1: /m)
  })

  it('120 characters → printed whole; 121 → cut to 120', () => {
    const shown = (value: string) => errorOf(() => define({ methods: [value] })).message
    const fits = ' '.repeat(118)
    assert.ok(shown(fits).includes(` "${fits}": `))
    assert.ok(shown(`${fits} `).includes(` "${fits}…: `))
  })

  it('a list of 1,000 origins instead of one → cut to 120 characters', () => {
    const { message } = errorOf(() =>
      define({ apiOrigin: Array.from({ length: 1000 }, () => 'https://a.dev') }),
    )
    const [, shown = ''] = /staging\.apiOrigin (.*): expected a string/.exec(message) ?? []
    assert.equal(shown.length, 120)
    assert.ok(shown.endsWith('…'))
  })
})
