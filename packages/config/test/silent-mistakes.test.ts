import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleCode } from '@repo/config'
import { define, issuesOf, summary, type Change } from './support.ts'

const app = 'https://app.acme.dev'

/**
 * What @fastify/cors 11.4 boots with, without a word, and does: each written the way its options
 * invite you to, as the option of ours that takes its place.
 */
const mistakes: [mistake: string, does: string, change: Change, code: RuleCode, place: string][] = [
  ['originn', 'allows everybody', { originn: app }, 'OPTION_UNKNOWN', 'originn'],
  [
    'no origin',
    'allows everybody',
    { allowedOrigins: undefined },
    'LIST_NOT_AN_ARRAY',
    'allowedOrigins',
  ],
  [
    'origin: "*" as a string',
    'sends * with credentials',
    { allowedOrigins: '*' },
    'LIST_NOT_AN_ARRAY',
    'allowedOrigins',
  ],
  [
    'origin: ["*"]',
    'sends * with credentials',
    { allowedOrigins: ['*'] },
    'ORIGIN_WILDCARD_WITH_CREDENTIALS',
    'allowedOrigins[0]',
  ],
  [
    'origin: [app, "*"]',
    'sends * with credentials',
    { allowedOrigins: [app, '*'] },
    'ORIGIN_WILDCARD_WITH_CREDENTIALS',
    'allowedOrigins[1]',
  ],
  [
    'origin: true',
    'echoes everybody with credentials',
    { allowedOrigins: true },
    'LIST_NOT_AN_ARRAY',
    'allowedOrigins',
  ],
  [
    'origin: app as a string',
    'sends it to everybody, without Vary',
    { allowedOrigins: app },
    'LIST_NOT_AN_ARRAY',
    'allowedOrigins',
  ],
  [
    'origin: a function',
    'does what the function does',
    { allowedOrigins: () => true },
    'LIST_NOT_AN_ARRAY',
    'allowedOrigins',
  ],
  [
    'origin: [RegExp]',
    'matches anywhere in the origin',
    { allowedOrigins: [/app\.acme\.dev/] },
    'ORIGIN_NOT_A_STRING',
    'allowedOrigins[0]',
  ],
  ['origin: []', 'allows nobody', { allowedOrigins: [] }, 'ORIGINS_EMPTY', 'allowedOrigins'],
  ['origin: [""]', 'allows nobody', { allowedOrigins: [''] }, 'ORIGIN_EMPTY', 'allowedOrigins[0]'],
  [
    'origin: ["null"]',
    'allows every sandboxed frame',
    { allowedOrigins: ['null'] },
    'ORIGIN_NULL',
    'allowedOrigins[0]',
  ],
  [
    'a trailing slash',
    'allows nobody',
    { allowedOrigins: [`${app}/`] },
    'ORIGIN_TRAILING_SLASH',
    'allowedOrigins[0]',
  ],
  [
    'a path',
    'allows nobody',
    { allowedOrigins: [`${app}/app`] },
    'ORIGIN_PATH',
    'allowedOrigins[0]',
  ],
  [
    'upper case',
    'allows nobody',
    { allowedOrigins: ['https://App.acme.dev'] },
    'ORIGIN_UPPER_CASE',
    'allowedOrigins[0]',
  ],
  [
    'the default port',
    'allows nobody',
    { allowedOrigins: [`${app}:443`] },
    'ORIGIN_DEFAULT_PORT',
    'allowedOrigins[0]',
  ],
  [
    'no scheme',
    'allows nobody',
    { allowedOrigins: ['app.acme.dev'] },
    'ORIGIN_SCHEME_MISSING',
    'allowedOrigins[0]',
  ],
  [
    'two origins in one string',
    'allows nobody',
    { allowedOrigins: [`${app},${app}:1`] },
    'ORIGIN_LIST',
    'allowedOrigins[0]',
  ],
  [
    'plain http',
    'trusts the network',
    { allowedOrigins: ['http://app.acme.dev'] },
    'ORIGIN_INSECURE',
    'allowedOrigins[0]',
  ],
  [
    'methods: ["*"]',
    'refuses PATCH',
    { methods: ['*'] },
    'METHOD_WILDCARD_WITH_CREDENTIALS',
    'methods[0]',
  ],
  ['methods: ["patch"]', 'refuses PATCH', { methods: ['patch'] }, 'METHOD_CASE', 'methods[0]'],
  [
    'allowedHeaders: ["*"]',
    'refuses Content-Type',
    { requestHeaders: ['*'] },
    'REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS',
    'requestHeaders[0]',
  ],
  [
    'allowedHeaders: null',
    'reflects every name',
    { requestHeaders: null },
    'LIST_NOT_AN_ARRAY',
    'requestHeaders',
  ],
  [
    'exposedHeaders: ["*"]',
    'exposes nothing',
    { exposedHeaders: ['*'] },
    'EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS',
    'exposedHeaders[0]',
  ],
  [
    'credentials: "false"',
    'allows credentials',
    { credentials: 'false' },
    'OPTION_NOT_A_BOOLEAN',
    'credentials',
  ],
  [
    'maxAge: "two hours"',
    'caches for 5 s',
    { maxAgeSeconds: 'two hours' },
    'MAX_AGE_INVALID',
    'maxAgeSeconds',
  ],
]

describe('what @fastify/cors boots silently is refused here by name (S25)', () => {
  for (const [mistake, does, change, code, place] of mistakes) {
    it(`${mistake}, with which it ${does} → ${code}`, () => {
      assert.deepEqual(summary(issuesOf(change)), [`${code} staging.${place}`])
    })
  }

  it('all 26 of them', () => {
    assert.equal(mistakes.length, 26)
  })
})

describe('what tower-http panics on, one at a time, is named here all at once (S04, S25)', () => {
  it('"*" with credentials in origins, methods, request headers and exposed headers → four codes', () => {
    const everywhere = {
      allowedOrigins: ['*'],
      methods: ['*'],
      requestHeaders: ['*'],
      exposedHeaders: ['*'],
    }
    assert.deepEqual(summary(issuesOf(everywhere)), [
      'ORIGIN_WILDCARD_WITH_CREDENTIALS staging.allowedOrigins[0]',
      'METHOD_WILDCARD_WITH_CREDENTIALS staging.methods[0]',
      'REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS staging.requestHeaders[0]',
      'EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS staging.exposedHeaders[0]',
    ])
    assert.doesNotThrow(() => define({ ...everywhere, credentials: false }))
  })
})
