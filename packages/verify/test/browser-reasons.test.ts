import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromChromium } from '../src/browser/chromium-reasons.ts'
import { fromFirefox, rejectedCookieIn } from '../src/browser/firefox-reasons.ts'

/** `Network.CorsError` of the DevTools protocol, and the reason in the Fetch standard's terms. */
const chromium: [name: string, reason: string][] = [
  ['MissingAllowOriginHeader', 'missing-allow-origin'],
  ['PreflightMissingAllowOriginHeader', 'missing-allow-origin'],
  ['MultipleAllowOriginValues', 'multiple-allow-origin'],
  ['PreflightMultipleAllowOriginValues', 'multiple-allow-origin'],
  ['AllowOriginMismatch', 'allow-origin-mismatch'],
  ['PreflightAllowOriginMismatch', 'allow-origin-mismatch'],
  ['InvalidAllowOriginValue', 'allow-origin-mismatch'],
  ['PreflightInvalidAllowOriginValue', 'allow-origin-mismatch'],
  ['WildcardOriginNotAllowed', 'wildcard-with-credentials'],
  ['PreflightWildcardOriginNotAllowed', 'wildcard-with-credentials'],
  ['InvalidAllowCredentials', 'invalid-allow-credentials'],
  ['PreflightInvalidAllowCredentials', 'invalid-allow-credentials'],
  ['PreflightInvalidStatus', 'preflight-status'],
  ['PreflightDisallowedRedirect', 'preflight-redirect'],
  ['InvalidAllowMethodsPreflightResponse', 'invalid-allow-methods'],
  ['InvalidAllowHeadersPreflightResponse', 'invalid-allow-headers'],
]

describe("Chromium's name for a failure", () => {
  const failed = (corsError: string, failedParameter = '') =>
    fromChromium({
      errorText: 'net::ERR_FAILED',
      corsErrorStatus: { corsError, failedParameter },
    })

  for (const [name, reason] of chromium) {
    it(`${name} -> ${reason}`, () => {
      assert.deepEqual(failed(name), { reported: name, failure: { reason } })
    })
  }

  it('of a method or a header -> names it, the header in lower case', () => {
    assert.deepEqual(failed('MethodDisallowedByPreflightResponse', 'PATCH'), {
      reported: 'MethodDisallowedByPreflightResponse(PATCH)',
      failure: { reason: 'method-not-allowed', subject: 'PATCH' },
    })
    assert.deepEqual(failed('HeaderDisallowedByPreflightResponse', 'Content-Type').failure, {
      reason: 'header-not-allowed',
      subject: 'content-type',
    })
  })

  for (const name of ['InsecureLocalNetwork', 'LocalNetworkAccessPermissionDenied']) {
    it(`${name} -> not CORS, although it comes as a CORS error`, () => {
      assert.deepEqual(failed(name), { reported: name, notCors: name })
    })
  }

  it('a connection that fails -> not CORS', () => {
    const errorText = 'net::ERR_CONNECTION_REFUSED'
    assert.deepEqual(fromChromium({ errorText }), { notCors: errorText })
  })
})

const start =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/.'
const didNotSucceed = `${start} (Reason: CORS request did not succeed). Status code: (null).`

/** The text that Firefox prints, curly quotes included, the reason, and the method or header. */
const firefox: [text: string, reason: string, subject?: string][] = [
  ['CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.', 'missing-allow-origin'],
  [
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://app.example.com/’).',
    'allow-origin-mismatch',
  ],
  [
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://app.example.com\u000b’).',
    'allow-origin-mismatch',
  ],
  ['CORS header ‘Access-Control-Allow-Origin’ does not match ‘\f*’).', 'allow-origin-mismatch'],
  [
    'CORS header ‘Access-Control-Allow-Origin’ does not match ‘https://a.example, https://a.example’).',
    'multiple-allow-origin',
  ],
  ['Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).', 'multiple-allow-origin'],
  [
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
    'wildcard-with-credentials',
  ],
  [
    'expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
    'invalid-allow-credentials',
  ],
  ['CORS preflight response did not succeed). Status code: 401.', 'preflight-status'],
  ['CORS preflight response did not succeed). Status code: 304.', 'preflight-status'],
  ['CORS request external redirect not allowed).', 'preflight-redirect'],
  [
    'invalid token ‘GET; PATCH’ in CORS header ‘Access-Control-Allow-Methods’).',
    'invalid-allow-methods',
  ],
  [
    'invalid token ‘x listed’ in CORS header ‘Access-Control-Allow-Headers’).',
    'invalid-allow-headers',
  ],
  [
    'Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
    'method-not-allowed',
    'PATCH',
  ],
  [
    'header ‘content-type’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
    'header-not-allowed',
    'content-type',
  ],
]

describe("Firefox's reason for a failure", () => {
  for (const [text, reason, subject] of firefox) {
    it(`${text} -> ${reason}`, () => {
      const reported = `(Reason: ${text}`
      assert.deepEqual(fromFirefox([`${start} ${reported}`, didNotSucceed], 'PATCH'), {
        reported,
        failure: { reason, ...(subject && { subject }) },
      })
    })
  }

  it('"did not succeed" alone -> not CORS', () => {
    const reported = '(Reason: CORS request did not succeed). Status code: (null).'
    assert.deepEqual(fromFirefox([didNotSucceed], 'GET'), { reported, notCors: reported })
  })

  it('no console lines -> no reason', () => {
    assert.deepEqual(fromFirefox([], 'GET'), {})
  })

  it('a line about a rejected cookie -> its name and the reason; another line -> undefined', () => {
    const text = 'Cookie “bad” rejected because it has the “SameSite=None” attribute.'
    const reasons = ['it has the “SameSite=None” attribute.']
    assert.deepEqual(rejectedCookieIn(text), { name: 'bad', reasons })
    assert.equal(rejectedCookieIn(didNotSucceed), undefined)
  })
})
