import { buildApp } from '@repo/api'
import { demoAccount, seed } from '@repo/api/seed'
import { openStore } from '@repo/api/store'
import { corsPolicy, definePolicy, type Policy } from '@repo/config'
import type { FastifyInstance, InjectOptions } from 'fastify'
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { countHooks, countStatements } from './helpers/counters.ts'

const origin = 'http://localhost:5173'
const preflight: InjectOptions = {
  method: 'OPTIONS',
  url: '/api/items/1',
  headers: {
    origin,
    'access-control-request-method': 'PATCH',
    'access-control-request-headers': 'content-type,if-match',
  },
}

/** What no noisy machine can hide: each of these is a number of calls, and none may grow. */
describe('the work that one request makes', () => {
  const hooks = countHooks()
  const statements = countStatements()
  let lookUps = 0
  let app: FastifyInstance
  let cookie = ''

  before(async () => {
    const policy = definePolicy('bench', {
      ...corsPolicy,
      apiOrigin: 'http://localhost:3000',
      allowedOrigins: [origin],
    })
    const counted: Policy = {
      ...policy,
      allows(from) {
        lookUps += 1
        return policy.allows(from)
      },
    }
    const store = await openStore(':memory:')
    await seed(store)
    app = await buildApp({ policy: counted, store, cookieSecrets: ['x'.repeat(32)] })
    const signIn = await ask({ method: 'POST', url: '/api/session', payload: demoAccount })
    cookie = String(signIn.headers['set-cookie']).split(';', 1)[0] ?? ''
  })
  after(async () => {
    await app.close()
    statements.stop()
  })

  async function ask(options: InjectOptions) {
    hooks.clear()
    statements.clear()
    lookUps = 0
    return app.inject({ ...options, headers: { origin, cookie, ...options.headers } })
  }

  it('a preflight runs two onRequest hooks of CORS and no other hook', async () => {
    assert.equal((await ask(preflight)).statusCode, 204)
    assert.deepEqual(hooks.calls(), { onRequest: 2 })
  })

  it('a GET does run the hooks behind CORS: the count above can fail', async () => {
    await ask({ url: '/api/items' })
    assert.ok((hooks.calls()['onRequest'] ?? 0) > 2)
  })

  it('a preflight asks the database nothing', async () => {
    await ask(preflight)
    assert.equal(statements.count(), 0)
  })

  it('a page of items is two statements, between two that ask whether anything changes', async () => {
    assert.equal((await ask({ url: '/api/items?limit=7' })).statusCode, 200)
    assert.equal(statements.count(), 4)
  })

  it('the same page again is the one statement that says nothing has changed', async () => {
    const first = await ask({ url: '/api/items?limit=8' })
    const again = await ask({ url: '/api/items?limit=8' })
    assert.equal(statements.count(), 1)
    assert.equal(again.body, first.body)
  })

  it('reading the session is one statement between two, and then the one', async () => {
    for (const count of [3, 1]) {
      const { user } = (await ask({ url: '/api/session' })).json<{ user: unknown }>()
      assert.deepEqual(user, { name: demoAccount.name })
      assert.equal(statements.count(), count)
    }
  })

  it('adding an item is two statements: who asks, and the item', async () => {
    const answer = await ask({ method: 'POST', url: '/api/items', payload: { title: 'One' } })
    assert.equal(answer.statusCode, 201)
    assert.equal(statements.count(), 2)
  })

  it('the allowlist is asked once for a read, and once more by the guard for a write', async () => {
    await ask({ url: '/api/items' })
    assert.equal(lookUps, 1)
    await ask({ method: 'DELETE', url: '/api/items/1', headers: { 'if-match': '"0"' } })
    assert.equal(lookUps, 2)
  })

  it('an answer to an allowed page has at most 16 headers', async () => {
    const { headers } = await ask({ url: '/api/items?limit=5' })
    assert.equal(headers['access-control-allow-origin'], origin)
    assert.ok(Object.keys(headers).length <= 16, Object.keys(headers).join(', '))
  })
})
