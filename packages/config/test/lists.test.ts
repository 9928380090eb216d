import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleCode } from '@repo/config'
import { codes, define, issuesOf, summary } from './support.ts'

type List = 'methods' | 'requestHeaders' | 'exposedHeaders'

const invalid: Record<List, Partial<Record<RuleCode, unknown[]>>> = {
  methods: {
    METHOD_INVALID: ['', 'GET ', 'GET,POST', 'PÄTCH', 'GET\r\nX: 1', 7, null, undefined, /GET/],
    METHOD_FORBIDDEN: ['CONNECT', 'TRACE', 'TRACK', 'trace', 'Track'],
    METHOD_CASE: ['patch', 'get', 'Delete', 'options'],
    METHOD_WILDCARD_WITH_CREDENTIALS: ['*'],
  },
  requestHeaders: {
    REQUEST_HEADER_INVALID: [
      '',
      ' X-A',
      'X-A:',
      'X-A, X-B',
      'X-Ä',
      'X-A\r\nX: 1',
      7,
      null,
      undefined,
    ],
    REQUEST_HEADER_FORBIDDEN: [
      ...['Accept-Charset', 'Accept-Encoding', 'Access-Control-Request-Headers'],
      ...['Access-Control-Request-Method', 'Connection', 'Content-Length', 'Cookie', 'Cookie2'],
      ...['Date', 'DNT', 'Expect', 'Host', 'Keep-Alive', 'Origin', 'Referer', 'Set-Cookie', 'TE'],
      ...['Trailer', 'Transfer-Encoding', 'Upgrade', 'Via', 'Proxy-X', 'Sec-X', 'sec-fetch-site'],
    ],
    REQUEST_HEADER_IS_RESPONSE_HEADER: [
      ...['Access-Control-Allow-Credentials', 'Access-Control-Allow-Headers'],
      ...['Access-Control-Allow-Methods', 'Access-Control-Allow-Origin'],
      ...['Access-Control-Allow-Private-Network', 'Access-Control-Expose-Headers'],
      ...['Access-Control-Max-Age', 'ETag', 'Location', 'Retry-After', 'Vary', 'WWW-Authenticate'],
    ],
    REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS: ['*'],
  },
  exposedHeaders: {
    EXPOSED_HEADER_INVALID: ['', 'X-A ', 'X A', 'X-A,X-B', 'X-Ä', 7, null, undefined],
    EXPOSED_HEADER_FORBIDDEN: ['Set-Cookie', 'set-cookie', 'Set-Cookie2'],
    EXPOSED_HEADER_PREFLIGHT_ONLY: [
      ...['Access-Control-Allow-Headers', 'Access-Control-Allow-Methods'],
      ...['Access-Control-Allow-Private-Network', 'access-control-max-age'],
    ],
    EXPOSED_HEADER_IS_REQUEST_HEADER: [
      ...['Access-Control-Request-Headers', 'Access-Control-Request-Method', 'Origin'],
      ...['Authorization', 'If-Match', 'If-None-Match', 'Cookie', 'Referer', 'User-Agent'],
    ],
    EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS: ['*'],
  },
}

const valid: Record<List, string[]> = {
  methods: [
    'GET',
    'HEAD',
    'POST',
    'PUT',
    'PATCH',
    'DELETE',
    'OPTIONS',
    'PURGE',
    'purge',
    'M-SEARCH',
  ],
  requestHeaders: [
    ...[
      'Content-Type',
      'content-type',
      'Authorization',
      'If-Match',
      'X-Requested-With',
      "X-!#$%&'*+",
    ],
  ],
  exposedHeaders: [
    ...['ETag', 'Link', 'Location', 'Retry-After', 'x-total-count', 'Content-Type', 'X-Request-Id'],
    // Response headers too: RFC 9110, sections 12.5.1 and 12.5.3.
    ...['Accept', 'Accept-Encoding'],
  ],
}

for (const list of Object.keys(invalid) as List[]) {
  describe(list, () => {
    for (const [code, entries] of Object.entries(invalid[list])) {
      for (const entry of entries) {
        it(`${typeof entry === 'string' ? JSON.stringify(entry) : String(entry)} → ${code}`, () => {
          const change = { [list]: [...valid[list], entry] }
          const source = `staging.${list}[${valid[list].length}]`
          assert.deepEqual(summary(issuesOf(change)), [`${code} ${source}`])
        })
      }
    }

    it(`${valid[list].join(', ')} → valid, as written`, () => {
      assert.deepEqual(define({ [list]: valid[list] })[list], valid[list])
    })

    it('an empty list → valid: safelisted methods and headers need no entry', () => {
      assert.deepEqual(define({ [list]: [] })[list], [])
    })

    it('"*" without credentials → valid', () => {
      assert.deepEqual(define({ [list]: ['*'], credentials: false })[list], ['*'])
    })

    it('a string, null or undefined instead of the list → LIST_NOT_AN_ARRAY', () => {
      for (const value of ['GET,POST', '*', null, undefined, true, { 0: 'GET', length: 1 }]) {
        assert.deepEqual(codes({ [list]: value }), ['LIST_NOT_AN_ARRAY'])
      }
    })

    it('a hole in the list → invalid, with its index', () => {
      const [issue] = issuesOf({ [list]: new Array(1) })
      assert.equal(issue?.source, `staging.${list}[0]`)
      assert.match(issue.code, /_INVALID$/)
    })
  })
}

it('a lower-case method → METHOD_CASE, and the fix has it in upper case', () => {
  assert.equal(issuesOf({ methods: ['patch'] })[0]?.fix, 'Use "PATCH".')
})
