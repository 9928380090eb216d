import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { definePolicy, type PolicyConfig } from '@repo/config'
import { codes, define, errorOf, issuesOf, sound, summary } from './support.ts'

describe('maxAgeSeconds (S18)', () => {
  for (const value of [0, 1, 5, 600, 7200, 86400]) {
    it(`${value} boots`, () => {
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

describe('switches take true and false only (S25)', () => {
  const switches = [
    'credentials',
    'dangerouslyAllowInsecureOrigins',
    'dangerouslyAllowPlaceholders',
  ]
  for (const key of switches) {
    it(`${key}: true and false boot`, () => {
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

  it('credentials left out → OPTION_NOT_A_BOOLEAN: no CORS option is left to a default', () => {
    const { credentials, ...rest } = sound
    assert.equal(credentials, true)
    const error = errorOf(() => definePolicy('staging', rest as PolicyConfig))
    assert.deepEqual(summary(error.issues), ['OPTION_NOT_A_BOOLEAN staging.credentials'])
  })

  it('credentials: "false" does not switch the credentialed rules off', () => {
    const change = { credentials: 'false', allowedOrigins: ['*'] }
    assert.deepEqual(codes(change), ['OPTION_NOT_A_BOOLEAN', 'ORIGIN_WILDCARD_WITH_CREDENTIALS'])
  })

  it('a truthy dangerously… option does not switch its rule off', () => {
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

describe('an option that does not exist (S25)', () => {
  for (const key of ['originn', 'origin', 'maxAge', 'AllowedOrigins', 'constructor', 'toString']) {
    it(`${key} → OPTION_UNKNOWN at its own place, and the fix lists the options`, () => {
      const [issue, ...rest] = issuesOf({ [key]: '*' })
      assert.deepEqual(rest, [])
      assert.equal(issue?.code, 'OPTION_UNKNOWN')
      assert.equal(issue.place, `staging.${key}`)
      assert.match(issue.fix, /^The options are apiOrigin, allowedOrigins, credentials, .*\.$/)
    })
  }

  it('a __proto__ key out of JSON → OPTION_UNKNOWN, and changes no rule', () => {
    const hostile = JSON.stringify(sound).replace(
      '{',
      '{"__proto__":{"dangerouslyAllowPlaceholders":true},',
    )
    const config = {
      ...(JSON.parse(hostile) as PolicyConfig),
      allowedOrigins: ['https://a.example'],
    }
    const error = errorOf(() => definePolicy('production', config))
    assert.deepEqual(summary(error.issues), [
      'OPTION_UNKNOWN production.__proto__',
      'ORIGIN_PLACEHOLDER production.allowedOrigins[0]',
    ])
  })
})

describe('what is checked is what is used', () => {
  it('a configuration that is no object → CONFIG_NOT_AN_OBJECT', () => {
    for (const config of [undefined, null, 'https://app.acme.dev', 7, [], () => sound]) {
      const error = errorOf(() => definePolicy('staging', config as never))
      assert.deepEqual(summary(error.issues), ['CONFIG_NOT_AN_OBJECT staging'])
    }
  })

  it('an inherited option is no option: a polluted prototype switches no rule off', () => {
    const config = Object.assign(
      Object.create({ dangerouslyAllowInsecureOrigins: true }) as object,
      sound,
      {
        allowedOrigins: ['http://app.acme.dev'],
      },
    ) as PolicyConfig
    const error = errorOf(() => definePolicy('staging', config))
    assert.deepEqual(summary(error.issues), ['ORIGIN_INSECURE staging.allowedOrigins[0]'])
  })

  it('a getter is read once, so it cannot pass the rules with one value and serve another', () => {
    let reads = 0
    const config = {
      ...sound,
      get allowedOrigins() {
        return reads++ === 0 ? ['https://app.acme.dev'] : ['null', '*']
      },
    }
    const policy = definePolicy('staging', config)
    assert.equal(reads, 1)
    assert.deepEqual(policy.allowedOrigins, ['https://app.acme.dev'])
    assert.equal(policy.allows('null'), false)
  })

  it('an entry with a getter is read once', () => {
    let reads = 0
    const methods: string[] = []
    Object.defineProperty(methods, 0, {
      get: () => (reads++ === 0 ? 'GET' : '*'),
      enumerable: true,
    })
    assert.deepEqual(define({ methods }).methods, ['GET'])
  })

  it('a list that is changed after boot changes no policy', () => {
    const allowedOrigins = ['https://app.acme.dev']
    const policy = define({ allowedOrigins })
    allowedOrigins.push('https://evil.net')
    assert.equal(policy.allows('https://evil.net'), false)
    assert.deepEqual(policy.allowedOrigins, ['https://app.acme.dev'])
  })

  it('the caller’s own object stays as it was, unfrozen', () => {
    const config = { ...sound, methods: ['GET'] }
    definePolicy('staging', config)
    assert.equal(Object.isFrozen(config), false)
    assert.equal(Object.isFrozen(config.methods), false)
  })

  it('the policy is frozen all the way down: assigning to any part of it throws', () => {
    const policy = define({ allowedOrigins: ['https://app.acme.dev'] })
    assert.throws(() => Object.assign(policy, { credentials: false }), TypeError)
    assert.throws(() => Object.assign(policy, { allows: () => true }), TypeError)
    for (const key of ['allowedOrigins', 'methods', 'requestHeaders', 'exposedHeaders'] as const) {
      assert.throws(() => (policy[key] as string[]).push('*'), TypeError)
    }
    assert.throws(() => Object.assign(policy.sessionCookie, { secure: false }), TypeError)
  })

  it('the policy carries the options under their names, and no dangerously… switch', () => {
    const { allows, ...values } = define({ dangerouslyAllowPlaceholders: true })
    assert.equal(typeof allows, 'function')
    assert.deepEqual(values, {
      environment: 'staging',
      ...sound,
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
