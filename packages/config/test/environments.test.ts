import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CorsConfigError, corsPolicy, definePolicy, environments } from '@repo/config'
import * as client from '@repo/config/client'
import { errorOf, summary } from './support.ts'

describe('the environments as they stand in environments.ts', () => {
  it('development boots, and allows its pages and nobody else', () => {
    const { allows } = definePolicy('development', { ...environments.development, ...corsPolicy })
    for (const origin of environments.development.allowedOrigins) assert.equal(allows(origin), true)
    assert.equal(allows('http://localhost:5174'), false)
    assert.equal(allows('https://evil.net'), false)
    assert.equal(allows('null'), false)
  })

  it('development → the session cookie is one that WebKit keeps over http', () => {
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

  it('production is refused for placeholders or not at all, before and after you edit it', () => {
    try {
      definePolicy('production', { ...environments.production, ...corsPolicy })
    } catch (error) {
      assert.ok(error instanceof CorsConfigError)
      assert.deepEqual([...new Set(error.issues.map(({ code }) => code))], ['ORIGIN_PLACEHOLDER'])
    }
  })

  it('production with dangerouslyAllowPlaceholders boots', () => {
    const { allows } = definePolicy('production', {
      ...environments.production,
      ...corsPolicy,
      dangerouslyAllowPlaceholders: true,
    })
    for (const origin of environments.production.allowedOrigins) assert.equal(allows(origin), true)
    assert.equal(allows('http://localhost:5173'), false)
  })
})

describe('production as it is shipped', () => {
  const shipped = {
    apiOrigin: 'https://api.example.com',
    allowedOrigins: ['https://app.example.com'],
    ...corsPolicy,
  }

  it('→ ORIGIN_PLACEHOLDER for both origins and nothing else, so nobody ships it unedited', () => {
    assert.deepEqual(summary(errorOf(() => definePolicy('production', shipped)).issues), [
      'ORIGIN_PLACEHOLDER production.apiOrigin',
      'ORIGIN_PLACEHOLDER production.allowedOrigins[0]',
    ])
  })

  it('boots in tests of the production shape, with the cookie of a same-site https topology', () => {
    const policy = definePolicy('production', { ...shipped, dangerouslyAllowPlaceholders: true })
    assert.equal(policy.allows('https://app.example.com'), true)
    assert.equal(policy.allows('https://app.example.com.evil.net'), false)
    assert.equal(policy.sessionCookie.name, '__Host-session')
    assert.equal(policy.sessionCookie.sameSite, 'lax')
  })
})

it('the browser entry carries the origins and the policy, and nothing that validates them', () => {
  assert.deepEqual(Object.keys(client), ['corsPolicy', 'environments'])
  assert.equal(client.environments, environments)
})
