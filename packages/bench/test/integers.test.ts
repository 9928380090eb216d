import { buildApp } from '@repo/api'
import { demoAccount, seed } from '@repo/api/database/seed'
import { openDatabase } from '@repo/api/database'
import { corsPolicy, definePolicy, type Policy } from '@repo/config'
import type { FastifyInstance, InjectOptions } from 'fastify'
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { countHooks, recordStatements } from './helpers/counters.ts'

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

/** The numbers of calls of the CORS layer, which do not depend on the machine. */
describe('one request', () => {
  const hooks = countHooks()
  const statements = recordStatements()
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
    const database = await openDatabase(':memory:')
    await seed(database)
    app = await buildApp({ policy: counted, database, cookieSecrets: ['x'.repeat(32)] })
    const signIn = await send({ method: 'POST', url: '/api/session', payload: demoAccount })
    cookie = String(signIn.headers['set-cookie']).split(';', 1)[0] ?? ''
  })
  after(async () => {
    await app.close()
    statements.stop()
  })

  async function send(options: InjectOptions) {
    hooks.clear()
    statements.clear()
    lookUps = 0
    return app.inject({ ...options, headers: { origin, cookie, ...options.headers } })
  }

  it('a preflight runs two onRequest hooks of CORS and no other hook', async () => {
    assert.equal((await send(preflight)).statusCode, 204)
    assert.deepEqual(hooks.calls(), { onRequest: 2 })
  })

  it('a GET also runs the hooks after CORS: the counter counts them', async () => {
    await send({ url: '/api/items' })
    assert.ok((hooks.calls()['onRequest'] ?? 0) > 2)
  })

  it('a preflight runs no statement, a GET of items does', async () => {
    await send(preflight)
    assert.deepEqual(statements.all(), [])
    await send({ url: '/api/items' })
    assert.notDeepEqual(statements.all(), [])
  })

  it('the allowlist is consulted once for a read and once for a write', async () => {
    await send({ url: '/api/items' })
    assert.equal(lookUps, 1)
    await send({ method: 'DELETE', url: '/api/items/1', headers: { 'if-match': '"0"' } })
    assert.equal(lookUps, 1)
  })
})
