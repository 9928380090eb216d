import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  CorsConfigError,
  corsPolicy,
  definePolicy,
  environments,
  policyFromEnv,
} from '@repo/config'
import * as client from '@repo/config/client'
import { errorOf, summary } from './support.ts'

describe('environments.ts, whatever origins it lists', () => {
  it('development → valid; its origins are allowed, an unlisted one is disallowed', () => {
    const { allowedOrigins, allows } = policyFromEnv('development', {})
    assert.deepEqual(allowedOrigins, environments.development.allowedOrigins)
    for (const origin of allowedOrigins.filter((entry) => !entry.includes('*'))) {
      assert.equal(allows(origin), true)
    }
    assert.equal(allows('https://unlisted.invalid'), false)
    assert.equal(allows('null'), false)
  })

  it('production → valid, or only its placeholders are invalid', () => {
    try {
      policyFromEnv('production', {})
    } catch (error) {
      assert.ok(error instanceof CorsConfigError)
      assert.deepEqual([...new Set(error.issues.map(({ code }) => code))], ['ORIGIN_PLACEHOLDER'])
    }
  })
})

describe('the origins that are shipped', () => {
  const production = {
    apiOrigin: 'https://api.example.com',
    allowedOrigins: ['https://app.example.com'],
    ...corsPolicy,
  }

  it('production unedited → ORIGIN_PLACEHOLDER for both origins', () => {
    assert.deepEqual(summary(errorOf(() => definePolicy('production', production)).issues), [
      'ORIGIN_PLACEHOLDER production.apiOrigin',
      'ORIGIN_PLACEHOLDER production.allowedOrigins[0]',
    ])
  })

  it('production with dangerouslyAllowPlaceholders → valid, with the cookie of same-site https', () => {
    const policy = definePolicy('production', { ...production, dangerouslyAllowPlaceholders: true })
    assert.equal(policy.allows('https://app.example.com'), true)
    assert.equal(policy.allows('https://app.example.com.evil.net'), false)
    assert.equal(policy.sessionCookie.name, '__Host-session')
    assert.equal(policy.sessionCookie.sameSite, 'lax')
  })

  it('development → a session cookie that WebKit stores over http', () => {
    const { sessionCookie } = definePolicy('development', {
      apiOrigin: 'http://localhost:3000',
      allowedOrigins: ['http://localhost:5173'],
      ...corsPolicy,
    })
    assert.deepEqual(sessionCookie, {
      name: 'session',
      sameSite: 'lax',
      secure: false,
      partitioned: false,
      httpOnly: true,
      path: '/',
    })
  })
})

it('@repo/config/client → exports the origins and the policy, and no validation', () => {
  assert.deepEqual(Object.keys(client), ['corsPolicy', 'environments', 'firstWebOrigin'])
  assert.equal(client.environments, environments)
})
