import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePolicy, type PolicyConfig } from '@repo/config'
import { codes, define, errorOf, issuesOf, valid, summary } from './support.ts'

describe('maxAgeSeconds', () => {
  for (const value of [0, 1, 5, 600, 7200, 86400]) {
    it(`${value} → valid`, () => {
      assert.equal(define({ maxAgeSeconds: value }).maxAgeSeconds, value)
    })
  }

  for (const value of [
    -1,
    86401,
    600.5,
    NaN,
    Infinity,
    '7200',
    7200n,
    null,
    undefined,
    true,
    [7],
  ]) {
    it(`${typeof value} ${String(value)} → MAX_AGE_INVALID`, () => {
      assert.deepEqual(summary(issuesOf({ maxAgeSeconds: value })), [
        'MAX_AGE_INVALID staging.maxAgeSeconds',
      ])
    })
  }
})

describe('boolean options', () => {
  const booleans = [
    'credentials',
    'dangerouslyAllowInsecureOrigins',
    'dangerouslyAllowPlaceholders',
  ]
  for (const key of booleans) {
    it(`${key}: true and false → valid`, () => {
      assert.doesNotThrow(() => define({ [key]: true }))
      assert.doesNotThrow(() => define({ [key]: false }))
    })

    for (const value of ['true', 'false', 1, 0, null, 'include', undefined]) {
      it(`${key}: ${JSON.stringify(value) ?? 'undefined'} → OPTION_NOT_A_BOOLEAN`, () => {
        const expected = `OPTION_NOT_A_BOOLEAN staging.${key}`
        assert.deepEqual(summary(issuesOf({ [key]: value })), [expected])
      })
    }
  }

  it('no credentials option → OPTION_NOT_A_BOOLEAN, because no CORS option has a default', () => {
    const { credentials, ...rest } = valid
    assert.equal(credentials, true)
    const error = errorOf(() => definePolicy('staging', rest as PolicyConfig))
    assert.deepEqual(summary(error.issues), ['OPTION_NOT_A_BOOLEAN staging.credentials'])
  })

  it('credentials: "false" → the rules for credentials still apply', () => {
    const change = { credentials: 'false', allowedOrigins: ['*'] }
    assert.deepEqual(codes(change), ['OPTION_NOT_A_BOOLEAN', 'ORIGIN_WILDCARD_WITH_CREDENTIALS'])
  })

  it('a truthy dangerously… option → its rule still applies', () => {
    assert.deepEqual(
      codes({ dangerouslyAllowInsecureOrigins: 'yes', allowedOrigins: ['http://app.acme.dev'] }),
      ['OPTION_NOT_A_BOOLEAN', 'ORIGIN_INSECURE'],
    )
    assert.deepEqual(
      codes(
        { dangerouslyAllowPlaceholders: 1, allowedOrigins: ['https://app.example.com'] },
        'production',
      ),
      ['OPTION_NOT_A_BOOLEAN', 'ORIGIN_PLACEHOLDER'],
    )
  })
})

describe('an unknown option', () => {
  const suggestions: Record<string, string> = {
    origin: 'Did you mean allowedOrigins?',
    allowedOrigin: 'Did you mean allowedOrigins?',
    AllowedOrigins: 'Did you mean allowedOrigins?',
    allowedHeaders: 'Did you mean requestHeaders?',
    exposeHeaders: 'Did you mean exposedHeaders?',
    maxAge: 'Did you mean maxAgeSeconds?',
    credential: 'Did you mean credentials?',
  }
  for (const [key, suggestion] of Object.entries(suggestions)) {
    it(`${key} → OPTION_UNKNOWN with the fix: ${suggestion}`, () => {
      const issues = issuesOf({ [key]: '*' })
      assert.deepEqual(summary(issues), [`OPTION_UNKNOWN staging.${key}`])
      assert.equal(issues[0]?.fix, suggestion)
    })
  }

  for (const key of ['constructor', 'toString', 'preflightContinue', 'x']) {
    it(`${key}, which is close to no option → OPTION_UNKNOWN, and the fix lists the options`, () => {
      const [issue, ...rest] = issuesOf({ [key]: '*' })
      assert.deepEqual(rest, [])
      assert.equal(issue?.code, 'OPTION_UNKNOWN')
      assert.match(issue.fix, /^The options are apiOrigin, allowedOrigins, credentials, .*\.$/)
    })
  }

  it('a __proto__ key from JSON → OPTION_UNKNOWN, and every rule still applies', () => {
    const untrusted = JSON.stringify(valid).replace(
      '{',
      '{"__proto__":{"dangerouslyAllowPlaceholders":true},',
    )
    const config = {
      ...(JSON.parse(untrusted) as PolicyConfig),
      allowedOrigins: ['https://a.example'],
    }
    const error = errorOf(() => definePolicy('production', config))
    assert.deepEqual(summary(error.issues), [
      'OPTION_UNKNOWN production.__proto__',
      'ORIGIN_PLACEHOLDER production.allowedOrigins[0]',
    ])
  })
})

describe('the validated configuration and the policy are the same', () => {
  it('a configuration that is not an object → CONFIG_NOT_AN_OBJECT', () => {
    for (const config of [undefined, null, 'https://app.acme.dev', 7, [], () => valid]) {
      const error = errorOf(() => definePolicy('staging', config as never))
      assert.deepEqual(summary(error.issues), ['CONFIG_NOT_AN_OBJECT staging'])
    }
  })

  it('an inherited dangerously… option → ignored, its rule still applies', () => {
    const config = Object.assign(
      Object.create({ dangerouslyAllowInsecureOrigins: true }) as object,
      valid,
      {
        allowedOrigins: ['http://app.acme.dev'],
      },
    ) as PolicyConfig
    const error = errorOf(() => definePolicy('staging', config))
    assert.deepEqual(summary(error.issues), ['ORIGIN_INSECURE staging.allowedOrigins[0]'])
  })

  it('an option with a getter → read once', () => {
    let reads = 0
    const config = {
      ...valid,
      get allowedOrigins() {
        return reads++ === 0 ? ['https://app.acme.dev'] : ['null', '*']
      },
    }
    const policy = definePolicy('staging', config)
    assert.equal(reads, 1)
    assert.deepEqual(policy.allowedOrigins, ['https://app.acme.dev'])
    assert.equal(policy.allows('null'), false)
  })

  it('an entry with a getter → read once', () => {
    let reads = 0
    const methods: string[] = []
    Object.defineProperty(methods, 0, {
      get: () => (reads++ === 0 ? 'GET' : '*'),
      enumerable: true,
    })
    assert.deepEqual(define({ methods }).methods, ['GET'])
  })

  it('a list that is changed after definePolicy → the policy does not change', () => {
    const allowedOrigins = ['https://app.acme.dev']
    const policy = define({ allowedOrigins })
    allowedOrigins.push('https://evil.net')
    assert.equal(policy.allows('https://evil.net'), false)
    assert.deepEqual(policy.allowedOrigins, ['https://app.acme.dev'])
  })

  it('the configuration object → neither changed nor frozen', () => {
    const config = { ...valid, methods: ['GET'] }
    definePolicy('staging', config)
    assert.equal(Object.isFrozen(config), false)
    assert.equal(Object.isFrozen(config.methods), false)
  })

  it('assigning to any part of the policy → throws', () => {
    const policy = define({ allowedOrigins: ['https://app.acme.dev'] })
    assert.throws(() => Object.assign(policy, { credentials: false }), TypeError)
    assert.throws(() => Object.assign(policy, { allows: () => true }), TypeError)
    for (const key of ['allowedOrigins', 'methods', 'requestHeaders', 'exposedHeaders'] as const) {
      assert.throws(() => (policy[key] as string[]).push('*'), TypeError)
    }
    assert.throws(() => Object.assign(policy.sessionCookie, { secure: false }), TypeError)
    assert.throws(() => Object.assign(policy.sources, { methods: '' }), TypeError)
  })

  it('the policy → has the options under their names, without the dangerously… options', () => {
    const { allows, ...values } = define({ dangerouslyAllowPlaceholders: true })
    assert.equal(typeof allows, 'function')
    assert.deepEqual(values, {
      environment: 'staging',
      sources: {},
      ...valid,
      sessionCookie: {
        name: '__Host-session',
        sameSite: 'lax',
        secure: true,
        partitioned: false,
        httpOnly: true,
        path: '/',
      },
    })
  })
})
