import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RuleCode } from '@repo/config'
import { define, issuesOf, summary, type Change } from './support.ts'

const app = 'https://app.acme.dev'

/** Options that @fastify/cors 11.4 accepts, their effect, and the same mistake in our options. */
const mistakes: [option: string, effect: string, change: Change, code: RuleCode, source: string][] =
  [
    ['originn', 'allows every origin', { originn: app }, 'OPTION_UNKNOWN', 'originn'],
    [
      'no origin',
      'allows every origin',
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
      'allows every origin with credentials',
      { allowedOrigins: true },
      'LIST_NOT_AN_ARRAY',
      'allowedOrigins',
    ],
    [
      'origin: app as a string',
      'sends it for every origin, without Vary',
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
    ['origin: []', 'allows no origin', { allowedOrigins: [] }, 'ORIGINS_EMPTY', 'allowedOrigins'],
    [
      'origin: [""]',
      'allows no origin',
      { allowedOrigins: [''] },
      'ORIGIN_EMPTY',
      'allowedOrigins[0]',
    ],
    [
      'origin: ["null"]',
      'allows every sandboxed iframe',
      { allowedOrigins: ['null'] },
      'ORIGIN_NULL',
      'allowedOrigins[0]',
    ],
    [
      'a trailing slash',
      'allows no origin',
      { allowedOrigins: [`${app}/`] },
      'ORIGIN_TRAILING_SLASH',
      'allowedOrigins[0]',
    ],
    [
      'a path',
      'allows no origin',
      { allowedOrigins: [`${app}/app`] },
      'ORIGIN_PATH',
      'allowedOrigins[0]',
    ],
    [
      'upper case',
      'allows no origin',
      { allowedOrigins: ['https://App.acme.dev'] },
      'ORIGIN_UPPER_CASE',
      'allowedOrigins[0]',
    ],
    [
      'the default port',
      'allows no origin',
      { allowedOrigins: [`${app}:443`] },
      'ORIGIN_DEFAULT_PORT',
      'allowedOrigins[0]',
    ],
    [
      'no scheme',
      'allows no origin',
      { allowedOrigins: ['app.acme.dev'] },
      'ORIGIN_SCHEME_MISSING',
      'allowedOrigins[0]',
    ],
    [
      'two origins in one string',
      'allows no origin',
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
      'disallows PATCH',
      { methods: ['*'] },
      'METHOD_WILDCARD_WITH_CREDENTIALS',
      'methods[0]',
    ],
    ['methods: ["patch"]', 'disallows PATCH', { methods: ['patch'] }, 'METHOD_CASE', 'methods[0]'],
    [
      'allowedHeaders: ["*"]',
      'disallows Content-Type',
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

describe('a mistake that @fastify/cors accepts', () => {
  for (const [option, effect, change, code, source] of mistakes) {
    it(`${option}, with which @fastify/cors ${effect} → ${code}`, () => {
      assert.deepEqual(summary(issuesOf(change)), [`${code} staging.${source}`])
    })
  }
})

describe('wildcards that tower-http rejects one at a time', () => {
  it('"*" with credentials in all four lists → four issues; without credentials → valid', () => {
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
