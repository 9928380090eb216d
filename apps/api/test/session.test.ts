import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { openDatabase, type Database } from '../src/database/open.ts'
import { createRateLimitsRepository } from '../src/database/rate-limits.ts'
import { createSessionsRepository } from '../src/database/sessions.ts'
import { createUsersRepository } from '../src/database/users.ts'
import { DatabaseUnavailable } from '../src/errors.ts'
import { passwordMatches } from '../src/passwords.ts'
import { ada, admin, bob, cookieSecret, openApi, policyFor, signIn, web } from './helpers/api.ts'
import { assertCorsHeaders } from './helpers/cors-asserts.ts'
import { json, type Lines, send, values } from './helpers/wire.ts'

const api = await openApi()
after(api.close)
const users = createUsersRepository(api.database)
const sessions = createSessionsRepository(api.database)

/** Returns the user of a session, as the API reports it. */
async function userOf(cookie: string, port = api.port): Promise<unknown> {
  const { body } = await send({ port }, 'GET /api/session', [['Cookie', cookie]])
  return (JSON.parse(body) as { user: unknown }).user
}
const postSession = (account: object, lines: Lines = [], port = api.port) =>
  send({ port }, 'POST /api/session', [...json(web), ...lines], JSON.stringify(account))

describe('The session cookie', () => {
  const topologies = [
    {
      name: 'same-site over http on loopback',
      change: {},
      origin: web,
      signedIn: /^session=[\w%+/.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
      signedOut:
        'session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
    },
    {
      name: 'same-site over https',
      change: { apiOrigin: 'https://api.acme.dev', allowedOrigins: ['https://app.acme.dev'] },
      origin: 'https://app.acme.dev',
      signedIn:
        /^__Host-session=[\w%+/.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      signedOut:
        '__Host-session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
    },
    {
      name: 'cross-site',
      change: { apiOrigin: 'https://api.acme.dev', allowedOrigins: ['https://app.other.dev'] },
      origin: 'https://app.other.dev',
      signedIn:
        /^__Host-session=[\w%+/.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/,
      signedOut:
        '__Host-session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; Partitioned; SameSite=None',
    },
  ]
  for (const { name, change, origin, signedIn, signedOut } of topologies) {
    it(`${name} -> the expected attributes, when it is set and when it is cleared`, async () => {
      const other = await openApi({ policy: policyFor(change) })
      try {
        const set = await send(other, 'POST /api/session', json(origin), JSON.stringify(ada))
        assert.equal(values(set, 'set-cookie').length, 1)
        assert.match(values(set, 'set-cookie')[0] ?? '', signedIn)
        const lines: Lines = [['Origin', origin]]
        const cleared = await send(other, 'DELETE /api/session', lines)
        assert.deepEqual(values(cleared, 'set-cookie'), [signedOut])
      } finally {
        await other.close()
      }
    })
  }

  it('valid -> GET /api/session returns its user', async () => {
    assert.deepEqual(await userOf(await signIn(api)), { name: 'ada' })
  })

  it('absent -> GET /api/session returns no user, and a change returns 401 with CORS headers', async () => {
    assert.equal(await userOf('other=1'), null)
    const response = await send(api, 'POST /api/items', json(web), '{"title":"a"}')
    assert.equal(response.status, 401)
    assertCorsHeaders(response, web)
    assert.match(response.body, /SIGN_IN_REQUIRED/)
  })

  it('changed -> no user, also after the valid cookie was used', async () => {
    const cookie = await signIn(api)
    const [name = '', value = ''] = cookie.split('=')
    const [id = '', signature = ''] = value.split('.')
    const other = await signIn(api, bob)
    const forged = [
      id,
      `${id}.`,
      `.${signature}`,
      `${id}x.${signature}`,
      `${id.startsWith('x') ? 'y' : 'x'}${id.slice(1)}.${signature}`,
      `${id}.${signature.slice(0, -4)}`,
      `${id}.${other.split('.')[1]}`,
      '%',
      '%E0%A4%A',
      '',
    ]
    for (const each of forged) assert.equal(await userOf(`${name}=${each}`), null, each)
    assert.deepEqual(await userOf(cookie), { name: 'ada' })
    for (const each of forged) assert.equal(await userOf(`${name}=${each}`), null, each)
    assert.deepEqual(await userOf(cookie), { name: 'ada' })
  })

  it('the database stores a hash of its id, and the id has 256 bits', async () => {
    const cookie = decodeURIComponent(await signIn(api))
    const id = cookie.slice('session='.length, cookie.lastIndexOf('.'))
    assert.equal(await sessions.findUser(id, new Date()), undefined)
    const hash = createHash('sha256').update(id).digest('base64url')
    assert.equal((await sessions.findUser(hash, new Date()))?.name, 'ada')
    assert.equal(Buffer.from(id, 'base64url').length, 32)
  })

  it('signed with the previous key -> valid while that key is listed, not after', async () => {
    const database = await openDatabase(':memory:')
    const shared = { ...database, close: async () => {} }
    const newKey = 'a newer key for tests, 32 characters or more'
    const before = await openApi({ database: shared })
    const cookie = await signIn(before)
    const during = await openApi({ database: shared, cookieSecrets: [newKey, cookieSecret] })
    const newer = await signIn(during)
    const afterwards = await openApi({ database: shared, cookieSecrets: [newKey] })
    try {
      assert.deepEqual(await userOf(cookie, during.port), { name: 'ada' })
      assert.deepEqual(await userOf(newer, during.port), { name: 'ada' })
      assert.equal(await userOf(newer, before.port), null)
      assert.equal(await userOf(cookie, afterwards.port), null)
      assert.deepEqual(await userOf(newer, afterwards.port), { name: 'ada' })
    } finally {
      for (const each of [before, during, afterwards]) await each.close()
      await database.close()
    }
  })
})

describe('POST /api/session', () => {
  it('right password -> 200 with the user and CORS headers, and Cache-Control: no-store', async () => {
    const response = await postSession(ada)
    assert.equal(response.status, 200)
    assertCorsHeaders(response, web)
    assert.deepEqual(values(response, 'cache-control'), ['no-store'])
    assert.equal(response.body, '{"user":{"name":"ada"}}')
  })

  it('with a session -> a session with a new id, and the previous session ends', async () => {
    const first = await signIn(api)
    const second = await signIn(api, ada, first)
    assert.notEqual(first.split('.')[0], second.split('.')[0])
    assert.equal(await userOf(first), null)
    assert.deepEqual(await userOf(second), { name: 'ada' })
  })

  it('with the session of another user -> that session ends', async () => {
    const first = await signIn(api)
    const second = await signIn(api, bob, first)
    assert.equal(await userOf(first), null)
    assert.deepEqual(await userOf(second), { name: 'bob' })
  })

  it('on a second device -> the session of the first device continues', async () => {
    const first = await signIn(api)
    const second = await signIn(api)
    assert.deepEqual(await userOf(first), { name: 'ada' })
    assert.deepEqual(await userOf(second), { name: 'ada' })
  })

  it('wrong password with a session -> 401, and the session continues', async () => {
    const cookie = await signIn(api)
    const response = await postSession({ ...ada, password: 'wrong' }, [['Cookie', cookie]])
    assert.equal(response.status, 401)
    assert.deepEqual(values(response, 'set-cookie'), [])
    assert.deepEqual(await userOf(cookie), { name: 'ada' })
  })

  it('unknown name -> the same response as for a wrong password', async () => {
    const withoutId = async (account: object) => {
      const response = await postSession(account)
      assertCorsHeaders(response, web)
      const { requestId, ...rest } = JSON.parse(response.body) as Record<string, unknown>
      assert.equal(typeof requestId, 'string')
      return { status: response.status, rest }
    }
    const wrong = await withoutId({ ...ada, password: 'wrong' })
    assert.equal(wrong.status, 401)
    assert.deepEqual(await withoutId({ ...ada, name: 'unknown' }), wrong)
  })

  it('unknown name -> takes as much CPU time as a wrong password', async () => {
    // CPU time, which other processes do not lengthen; the best of five, alternately.
    const best = { ada: Infinity, unknown: Infinity }
    for (let count = 0; count < 5; count++) {
      for (const name of ['ada', 'unknown'] as const) {
        const start = process.cpuUsage()
        assert.equal((await postSession({ name, password: 'wrong' })).status, 401)
        const { user, system } = process.cpuUsage(start)
        best[name] = Math.min(best[name], user + system)
      }
    }
    assert.ok(best.unknown > best.ada / 3, `${best.unknown} µs against ${best.ada} µs`)
  })

  it('unknown name and empty password -> 400, and the password does not match', async () => {
    // For a missing account, passwordMatches compares with the hash of the empty password.
    assert.equal(await passwordMatches(undefined, ''), false)
    assert.equal((await postSession({ name: 'unknown', password: '' })).status, 400)
  })

  it('passwords are stored as Argon2id hashes with at least 19 MiB of memory', async () => {
    const hash = (await users.findByName('ada'))?.passwordHash ?? ''
    const [, memory = '0'] = /^\$argon2id\$v=19\$m=(\d+),/.exec(hash) ?? []
    assert.ok(Number(memory) >= 19_456, hash.slice(0, 40))
  })

  for (const body of [
    { name: 'ada' },
    { name: 'ada', password: 1 },
    { name: ['ada'], password: 'x' },
    { ...ada, admin: true },
    // SQLite would read it as ada, and the rate limit as another name.
    { ...ada, name: 'ada\u0000x' },
    { name: 'a'.repeat(101), password: 'x' },
    { name: 'ada', password: 'x'.repeat(201) },
    [],
    null,
  ]) {
    it(`${JSON.stringify(body).slice(0, 50)} -> 400 without the password`, async () => {
      const response = await postSession(body as object)
      assert.equal(response.status, 400)
      assertCorsHeaders(response, web)
      assert.doesNotMatch(response.body, /horse/)
    })
  }
})

describe('A user name with a combining character', () => {
  const composed = 'ren\u00e9'
  const decomposed = 'rene\u0301'
  const password = 'a long pass phrase'

  it('added decomposed -> both forms sign in, as the composed name', async () => {
    const other = await openApi()
    try {
      const { passwordHash = '' } = (await users.findByName('ada')) ?? {}
      await createUsersRepository(other.database).create(decomposed, passwordHash)
      for (const name of [composed, decomposed]) {
        const response = await postSession({ name, password: ada.password }, [], other.port)
        assert.equal(response.status, 200)
        assert.deepEqual(JSON.parse(response.body), { user: { name: composed } })
      }
      const withoutAccent = { name: 'rene', password: ada.password }
      assert.equal((await postSession(withoutAccent, [], other.port)).status, 401)
    } finally {
      await other.close()
    }
  })

  it('both forms count as one account; another name does not', async () => {
    const limited = await openApi({ signInLimits: { perAccount: 1, perAddress: 100 } })
    const statusOf = async (name: string) =>
      (await postSession({ name, password }, [], limited.port)).status
    try {
      assert.equal(await statusOf(composed), 401)
      assert.equal(await statusOf(decomposed), 429)
      assert.equal(await statusOf('rene'), 401)
    } finally {
      await limited.close()
    }
  })
})

describe('DELETE /api/session', () => {
  it('with a session -> 204, and the cookie is not valid afterwards', async () => {
    const cookie = await signIn(api)
    const lines: Lines = [
      ['Origin', web],
      ['Cookie', cookie],
    ]
    const response = await send(api, 'DELETE /api/session', lines)
    assert.equal(response.status, 204)
    assertCorsHeaders(response, web)
    assert.equal(await userOf(cookie), null)
    const change = await send(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
    assert.equal(change.status, 401)
  })

  it('on one device -> the session of the other device continues', async () => {
    const [first, second] = [await signIn(api), await signIn(api)]
    await send(api, 'DELETE /api/session', [...json(web, first)], '{}')
    assert.equal(await userOf(first), null)
    assert.deepEqual(await userOf(second), { name: 'ada' })
  })

  it('without a session -> 204', async () => {
    const response = await send(api, 'DELETE /api/session', [['Origin', admin]])
    assert.equal(response.status, 204)
  })

  it('while the database fails -> 503, and Set-Cookie clears the cookie', async () => {
    let fails = false
    const database = await openDatabase(':memory:')
    const failing: Database = {
      ...database,
      async write(change) {
        if (fails) throw new DatabaseUnavailable({ cause: new Error('planted') })
        return database.write(change)
      },
    }
    const other = await openApi({ database: failing })
    try {
      const cookie = await signIn(other)
      fails = true
      const response = await send(other, 'DELETE /api/session', json(web, cookie), '{}')
      assert.equal(response.status, 503)
      assertCorsHeaders(response, web)
      assert.equal(values(response, 'set-cookie').length, 1)
      assert.match(values(response, 'set-cookie')[0] ?? '', /^session=; Max-Age=0; Path=\//)
    } finally {
      await other.close()
    }
  })

  it('from an origin that is not allowed -> 403, and the cookie is not cleared', async () => {
    const cookie = await signIn(api)
    const lines = json('https://evil.example', cookie)
    const response = await send(api, 'DELETE /api/session', lines, '{}')
    assert.equal(response.status, 403)
    assert.deepEqual(values(response, 'set-cookie'), [])
    assert.deepEqual(await userOf(cookie), { name: 'ada' })
  })
})

describe('Expired rows', () => {
  it('an expired session has no user; a millisecond before it has', async () => {
    const user = await users.findByName('ada')
    const expiresAt = new Date(Date.now() + 1000)
    await sessions.create('old', user?.id ?? 0, expiresAt)
    assert.notEqual(await sessions.findUser('old', new Date(expiresAt.getTime() - 1)), undefined)
    assert.equal(await sessions.findUser('old', expiresAt), undefined)
  })

  it('expired sessions and rate limits are deleted at start and every hour', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    const database = await openDatabase(':memory:')
    const [stored, limits] = [
      createSessionsRepository(database),
      createRateLimitsRepository(database),
    ]
    await createUsersRepository(database).create('eve', 'hash')
    const eve = (await createUsersRepository(database).findByName('eve'))?.id ?? 0
    const past = new Date(Date.now() - 10)
    await stored.create('before the start', eve, past)
    await limits.increment('before the start', 1, past)
    const other = await openApi({ database })
    const countExpired = async () =>
      (await stored.deleteExpired(new Date())) + (await limits.deleteExpired(new Date()))
    try {
      assert.equal(await countExpired(), 0)

      await limits.increment('after the start', 1, past)
      await stored.create('after the start', eve, past)
      await stored.create('valid', eve, new Date(Date.now() + 60_000))
      t.mock.timers.tick(60 * 60 * 1000)
      await new Promise((resolve) => setTimeout(resolve, 200))
      assert.equal(await countExpired(), 0)
      assert.notEqual(await stored.findUser('valid', new Date()), undefined)
    } finally {
      await other.close()
    }
  })
})

describe('A policy without credentials', () => {
  it('is rejected at start, because the session needs a cookie', async () => {
    const database = await openDatabase(':memory:')
    const policy = policyFor({ credentials: false })
    await assert.rejects(openApi({ policy, database }), /credentials: true/)
    await database.close()
  })
})
