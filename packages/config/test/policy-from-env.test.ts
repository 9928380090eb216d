import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  collectIssues,
  corsPolicy,
  environments,
  listFromEnv,
  policyFromEnv,
  portFromEnv,
  type ConfigIssue,
} from '@repo/config'
import { errorOf, summary } from './support.ts'

const files = 'packages/config/src'
const API_ORIGIN = 'https://api.acme.dev'
const WEB_ORIGINS = 'https://app.acme.dev,https://*.preview.acme.dev'

describe('policyFromEnv', () => {
  it('both variables → their origins, with the CORS policy', () => {
    const policy = policyFromEnv('production', { API_ORIGIN, WEB_ORIGINS })
    assert.equal(policy.environment, 'production')
    assert.equal(policy.apiOrigin, API_ORIGIN)
    assert.deepEqual(policy.allowedOrigins, WEB_ORIGINS.split(','))
    assert.deepEqual(policy.methods, corsPolicy.methods)
    assert.equal(policy.allows('https://pr-1.preview.acme.dev'), true)
    assert.equal(policy.allows('https://pr-1.acme.dev'), false)
  })

  it('no variable, or empty ones → the origins of environments.ts', () => {
    for (const variables of [{}, { API_ORIGIN: '', WEB_ORIGINS: '' }]) {
      const { apiOrigin, allowedOrigins } = policyFromEnv('development', variables)
      assert.equal(apiOrigin, environments.development.apiOrigin)
      assert.deepEqual(allowedOrigins, environments.development.allowedOrigins)
    }
  })

  it('the policy → names the source of each option', () => {
    const { sources } = policyFromEnv('production', { API_ORIGIN, WEB_ORIGINS })
    assert.equal(sources['apiOrigin'], 'API_ORIGIN')
    assert.equal(sources['allowedOrigins'], 'WEB_ORIGINS')
    assert.equal(sources['methods'], `${files}/cors-policy.ts methods`)
    const { allowedOrigins, apiOrigin } = policyFromEnv('development', {}).sources
    assert.equal(allowedOrigins, `${files}/environments.ts development.allowedOrigins`)
    assert.equal(apiOrigin, `${files}/environments.ts development.apiOrigin`)
  })

  it('invalid variables → all issues, each with its variable, and a fix that names it', () => {
    const variables = { API_ORIGIN: 'https://api.acme.dev/', WEB_ORIGINS: 'https://a.example,null' }
    const { issues, message } = errorOf(() => policyFromEnv('production', variables))
    assert.deepEqual(summary(issues), [
      'ORIGIN_TRAILING_SLASH API_ORIGIN',
      'ORIGIN_PLACEHOLDER WEB_ORIGINS[0]',
      'ORIGIN_NULL WEB_ORIGINS[1]',
    ])
    assert.equal(issues[1]?.fix, 'Replace it with your own origin in WEB_ORIGINS.')
    assert.doesNotMatch(message, /environments\.ts/)
  })

  it('a space after a comma → ORIGIN_WHITESPACE, and the fix has the origin without it', () => {
    const variables = { API_ORIGIN, WEB_ORIGINS: 'https://app.acme.dev, https://admin.acme.dev' }
    const { issues } = errorOf(() => policyFromEnv('production', variables))
    assert.deepEqual(summary(issues), ['ORIGIN_WHITESPACE WEB_ORIGINS[1]'])
    assert.equal(issues[0]?.fix, 'Use "https://admin.acme.dev".')
  })

  it('a trailing comma → ORIGIN_EMPTY', () => {
    const variables = { API_ORIGIN, WEB_ORIGINS: 'https://app.acme.dev,' }
    const { issues } = errorOf(() => policyFromEnv('production', variables))
    assert.deepEqual(summary(issues), ['ORIGIN_EMPTY WEB_ORIGINS[1]'])
  })

  it('a loopback origin in production → ORIGIN_LOOPBACK_IN_PRODUCTION with the variable', () => {
    const variables = { API_ORIGIN, WEB_ORIGINS: 'http://localhost:5173' }
    const { issues } = errorOf(() => policyFromEnv('production', variables))
    assert.deepEqual(summary(issues), ['ORIGIN_LOOPBACK_IN_PRODUCTION WEB_ORIGINS[0]'])
    assert.match(issues[0]?.fix ?? '', /in WEB_ORIGINS\./)
  })

  it('another source for a value → the message names it', () => {
    const variables = { API_ORIGIN: 'http://api.acme.dev', WEB_ORIGINS }
    const sources = { apiOrigin: 'VITE_API_ORIGIN at build' }
    const { issues } = errorOf(() => policyFromEnv('production', variables, sources))
    assert.deepEqual(summary(issues), ['ORIGIN_INSECURE VITE_API_ORIGIN at build'])
  })

  it('an unknown environment → ENVIRONMENT_UNKNOWN, and the fix names the nearest', () => {
    const { issues } = errorOf(() => policyFromEnv('prodution' as never, {}))
    assert.deepEqual(summary(issues), [`ENVIRONMENT_UNKNOWN ${files}/environments.ts`])
    assert.equal(issues[0]?.fix, 'Did you mean production?')
    for (const name of ['constructor', '__proto__', 'qa']) {
      const [issue] = errorOf(() => policyFromEnv(name as never, {})).issues
      assert.match(issue?.fix ?? '', /^The environments are development, production/)
    }
  })
})

describe('policyFromEnv with invalid files', () => {
  /** Changes an object for the duration of a call, as an edit of its file would. */
  function edited(object: object, change: object, call: () => unknown): readonly ConfigIssue[] {
    const before = { ...object }
    Object.assign(object, change)
    try {
      return errorOf(call).issues
    } finally {
      for (const key of Object.keys(object)) Reflect.deleteProperty(object, key)
      Object.assign(object, before)
    }
  }

  it('an invalid value in cors-policy.ts → that file, with the index', () => {
    const call = () => policyFromEnv('production', { API_ORIGIN, WEB_ORIGINS })
    assert.deepEqual(summary(edited(corsPolicy, { methods: ['GET', 'patch'], maxAge: 5 }, call)), [
      `OPTION_UNKNOWN ${files}/cors-policy.ts maxAge`,
      `METHOD_CASE ${files}/cors-policy.ts methods[1]`,
    ])
  })

  it('a missing option of cors-policy.ts → that file', () => {
    const call = () => policyFromEnv('production', { API_ORIGIN, WEB_ORIGINS })
    assert.deepEqual(summary(edited(corsPolicy, { credentials: undefined }, call)), [
      `OPTION_NOT_A_BOOLEAN ${files}/cors-policy.ts credentials`,
    ])
  })

  it('a placeholder in environments.ts → the fix names the file once', () => {
    const change = {
      apiOrigin: 'https://api.example.com',
      allowedOrigins: ['https://app.acme.dev'],
    }
    const call = () => policyFromEnv('production', {})
    const { fix } = edited(environments.production, change, call)[0]!
    assert.equal(fix, 'Replace it with your own origin in packages/config/src/environments.ts.')
  })

  it('an invalid origin, or a misspelled option, in environments.ts → that file', () => {
    const change = {
      apiOrigin: API_ORIGIN,
      allowedOrigins: ['https://app.acme.dev', 'https://App.acme.dev'],
      allowedOrigin: 'https://app.acme.dev',
    }
    const call = () => policyFromEnv('production', {})
    assert.deepEqual(summary(edited(environments.production, change, call)), [
      `OPTION_UNKNOWN ${files}/environments.ts production.allowedOrigin`,
      `ORIGIN_UPPER_CASE ${files}/environments.ts production.allowedOrigins[1]`,
    ])
  })
})

describe('portFromEnv', () => {
  it('unset or empty → the fallback', () => {
    assert.equal(portFromEnv('PORT', undefined, 3000), 3000)
    assert.equal(portFromEnv('PORT', '', 3000), 3000)
  })

  for (const value of ['0', '1', '80', '3000', '65535']) {
    it(`"${value}" → ${value}`, () => {
      assert.equal(portFromEnv('PORT', value, 8080), Number(value))
    })
  }

  const invalid = [
    '-1',
    '65536',
    '99999',
    '3e3',
    ' 80',
    '80 ',
    '+80',
    '0x50',
    '080',
    '80.0',
    'http',
  ]
  for (const value of [...invalid, '３０００', 'Infinity', '123456']) {
    it(`"${value}" → PORT_INVALID with the variable and the value`, () => {
      const { issues, message } = errorOf(() => portFromEnv('LAB_PORT', value, 5273))
      assert.deepEqual(summary(issues), ['PORT_INVALID LAB_PORT'])
      assert.equal(issues[0]?.value, value)
      assert.match(message, /^PORT_INVALID {2}LAB_PORT "/m)
    })
  }

  it('"0" with the minimum 1 → PORT_INVALID, and the fix names the range; "1" → 1', () => {
    const { issues } = errorOf(() => portFromEnv('LAB_PORT', '0', 5273, 1))
    assert.equal(issues[0]?.fix, 'Use an integer from 1 to 65535.')
    assert.equal(portFromEnv('LAB_PORT', '1', 5273, 1), 1)
  })
})

describe('listFromEnv', () => {
  it('unset or empty → an empty list', () => {
    assert.deepEqual(listFromEnv(undefined), [])
    assert.deepEqual(listFromEnv(''), [])
  })

  it('entries → split at commas and not trimmed', () => {
    assert.deepEqual(listFromEnv('a'), ['a'])
    assert.deepEqual(listFromEnv('a, b,'), ['a', ' b', ''])
  })
})

describe('collectIssues', () => {
  it('no error → the result', () => {
    const problems: string[] = []
    assert.equal(
      collectIssues(problems, () => portFromEnv('PORT', '80', 3000)),
      80,
    )
    assert.deepEqual(problems, [])
  })

  it('two invalid values → undefined twice, and the text of both', () => {
    const problems: string[] = []
    for (const name of ['PORT', 'WEB_PORT']) {
      assert.equal(
        collectIssues(problems, () => portFromEnv(name, 'x', 3000)),
        undefined,
      )
    }
    assert.deepEqual(
      problems.map((text) => text.slice(0, text.indexOf(':'))),
      ['PORT_INVALID  PORT "x"', 'PORT_INVALID  WEB_PORT "x"'],
    )
  })

  it('another error → thrown', () => {
    const fail = () => assert.fail('not about the configuration')
    assert.throws(() => collectIssues([], fail), /not about the configuration/)
  })
})
