import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { passwordMatches } from '../src/passwords.ts'
import { openStore } from '../src/store/open-store.ts'
import { ada, admin, bob, cookieSecret, openApi, policyFor, signIn, web } from './helpers/api.ts'
import { assertReadable } from './helpers/cors-asserts.ts'
import { ask, json, values, type Lines } from './helpers/wire.ts'

const api = await openApi()
after(api.close)

const whoIs = async (cookie: string, port = api.port): Promise<unknown> => {
  const { body } = await ask({ port }, 'GET /api/session', [['Cookie', cookie]])
  return (JSON.parse(body) as { user: unknown }).user
}
const enter = (account: object, lines: Lines = [], port = api.port) =>
  ask({ port }, 'POST /api/session', [...json(web), ...lines], JSON.stringify(account))

describe('the session cookie', () => {
  const topologies = [
    {
      name: 'same-site over http on loopback',
      change: {},
      origin: web,
      signedIn: /^session=[\w+/.-]+; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
      signedOut:
        'session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; SameSite=Lax',
    },
    {
      name: 'same-site over https',
      change: { apiOrigin: 'https://api.acme.dev', allowedOrigins: ['https://app.acme.dev'] },
      origin: 'https://app.acme.dev',
      signedIn:
        /^__Host-session=[\w+/.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
      signedOut:
        '__Host-session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; SameSite=Lax',
    },
    {
      name: 'cross-site',
      change: { apiOrigin: 'https://api.acme.dev', allowedOrigins: ['https://app.other.dev'] },
      origin: 'https://app.other.dev',
      signedIn:
        /^__Host-session=[\w+/.-]+; Max-Age=604800; Path=\/; HttpOnly; Secure; Partitioned; SameSite=None$/,
      signedOut:
        '__Host-session=; Max-Age=0; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly; Secure; Partitioned; SameSite=None',
    },
  ]
  for (const { name, change, origin, signedIn, signedOut } of topologies) {
    it(`F06 F16: ${name}: the attributes are these, when it is set and when it is cleared`, async () => {
      const other = await openApi({ policy: policyFor(change) })
      try {
        const set = await ask(other, 'POST /api/session', json(origin), JSON.stringify(ada))
        assert.equal(values(set, 'set-cookie').length, 1)
        assert.match(values(set, 'set-cookie')[0] ?? '', signedIn)
        const lines: Lines = [['Origin', origin]]
        const cleared = await ask(other, 'DELETE /api/session', lines)
        assert.deepEqual(values(cleared, 'set-cookie'), [signedOut])
      } finally {
        await other.close()
      }
    })
  }

  it('it signs its bearer in', async () => {
    assert.deepEqual(await whoIs(await signIn(api)), { name: 'ada' })
  })

  it('without it nobody is signed in, and writing is a readable 401', async () => {
    assert.equal(await whoIs('other=1'), null)
    const answer = await ask(api, 'POST /api/items', json(web), '{"title":"a"}')
    assert.equal(answer.status, 401)
    assertReadable(answer, web)
    assert.match(answer.body, /SIGN_IN_REQUIRED/)
  })

  it('tampered with in any way it signs nobody in', async () => {
    const cookie = await signIn(api)
    const [name = '', value = ''] = cookie.split('=')
    const [id = '', signature = ''] = value.split('.')
    const other = await signIn(api, bob)
    const forged = [
      id,
      `${id}.`,
      `.${signature}`,
      `${id}x.${signature}`,
      `x${id.slice(1)}.${signature}`,
      `${id}.${signature.slice(0, -4)}`,
      `${id}.${other.split('.')[1]}`,
      '%',
      '%E0%A4%A',
      '',
    ]
    for (const each of forged) assert.equal(await whoIs(`${name}=${each}`), null, each)
    // Nor once the genuine one is known, and that one still does.
    assert.deepEqual(await whoIs(cookie), { name: 'ada' })
    for (const each of forged) assert.equal(await whoIs(`${name}=${each}`), null, each)
    assert.deepEqual(await whoIs(cookie), { name: 'ada' })
  })

  it('the store holds a hash of the id, never the id', async () => {
    const cookie = decodeURIComponent(await signIn(api))
    const id = cookie.slice('session='.length, cookie.lastIndexOf('.'))
    assert.equal(await api.store.sessions.findUser(id, new Date()), undefined)
    const hash = createHash('sha256').update(id).digest('base64url')
    assert.equal((await api.store.sessions.findUser(hash, new Date()))?.name, 'ada')
    assert.ok(id.length >= 43, 'an id has 256 bits')
  })
})

describe('signing in', () => {
  it('the answer is readable and is not cached', async () => {
    const answer = await enter(ada)
    assert.equal(answer.status, 200)
    assertReadable(answer, web)
    assert.deepEqual(values(answer, 'cache-control'), ['no-store'])
    assert.equal(answer.body, '{"user":{"name":"ada"}}')
  })

  it('rotates the session: a new id each time, and the old one is dead', async () => {
    const first = await signIn(api)
    const second = await signIn(api, ada, first)
    assert.notEqual(first, second)
    assert.equal(await whoIs(first), null)
    assert.deepEqual(await whoIs(second), { name: 'ada' })
  })

  it('as somebody else ends the session before it', async () => {
    const first = await signIn(api)
    const second = await signIn(api, bob, first)
    assert.equal(await whoIs(first), null)
    assert.deepEqual(await whoIs(second), { name: 'bob' })
  })

  it('with an id that somebody planted does not keep it', async () => {
    const planted = await signIn(api, bob)
    const own = await signIn(api, ada, planted)
    assert.notEqual(own.split('.')[0], planted.split('.')[0])
  })

  it('on a second device leaves the first signed in', async () => {
    const first = await signIn(api)
    const second = await signIn(api)
    assert.deepEqual(await whoIs(first), { name: 'ada' })
    assert.deepEqual(await whoIs(second), { name: 'ada' })
  })

  it('a failed try leaves the session as it is', async () => {
    const cookie = await signIn(api)
    const answer = await enter({ ...ada, password: 'wrong' }, [['Cookie', cookie]])
    assert.equal(answer.status, 401)
    assert.deepEqual(values(answer, 'set-cookie'), [])
    assert.deepEqual(await whoIs(cookie), { name: 'ada' })
  })

  it('an unknown name and a wrong password get the same answer', async () => {
    const withoutId = async (account: object) => {
      const answer = await enter(account)
      assertReadable(answer, web)
      const { requestId, ...problem } = JSON.parse(answer.body) as Record<string, unknown>
      assert.equal(typeof requestId, 'string')
      return { status: answer.status, problem }
    }
    const wrong = await withoutId({ ...ada, password: 'wrong' })
    assert.equal(wrong.status, 401)
    assert.deepEqual(await withoutId({ ...ada, name: 'nobody' }), wrong)
  })

  it('an unknown name takes as much work as a wrong password', async () => {
    // Of the processor, which other processes do not lengthen; the best of five, by turns. Only
    // the sum is exact: what of it is the system's is sampled.
    const best = { ada: Infinity, nobody: Infinity }
    for (let count = 0; count < 5; count++) {
      for (const name of ['ada', 'nobody'] as const) {
        const start = process.cpuUsage()
        assert.equal((await enter({ name, password: 'wrong' })).status, 401)
        const { user, system } = process.cpuUsage(start)
        best[name] = Math.min(best[name], user + system)
      }
    }
    assert.ok(best.nobody > best.ada / 3, `${best.nobody} µs against ${best.ada} µs`)
  })

  it('nobody signs in as the account that does not exist', async () => {
    // Its hash is the hash of the empty password.
    assert.equal(await passwordMatches(undefined, ''), false)
    assert.equal((await enter({ name: 'nobody', password: '' })).status, 400)
  })

  it('passwords are hashed with Argon2id', async () => {
    const hash = (await api.store.users.find('ada'))?.passwordHash ?? ''
    const [, memory = '0'] = /^\$argon2id\$v=19\$m=(\d+),/.exec(hash) ?? []
    assert.ok(Number(memory) >= 19_456, hash.slice(0, 40))
  })

  for (const body of [
    { name: 'ada' },
    { name: 'ada', password: 1 },
    { name: ['ada'], password: 'x' },
    { ...ada, admin: true },
    // The database would read it as ada, the limiter as somebody else.
    { ...ada, name: 'ada\u0000x' },
    { name: 'a'.repeat(101), password: 'x' },
    { name: 'ada', password: 'x'.repeat(201) },
    [],
    null,
  ]) {
    it(`${JSON.stringify(body).slice(0, 50)} is a 400 that repeats no password`, async () => {
      const answer = await enter(body as object)
      assert.equal(answer.status, 400)
      assertReadable(answer, web)
      assert.doesNotMatch(answer.body, /horse/)
    })
  }
})

describe('signing out', () => {
  it('ends the session on the server: the cookie is worth nothing afterwards', async () => {
    const cookie = await signIn(api)
    const lines: Lines = [
      ['Origin', web],
      ['Cookie', cookie],
    ]
    const answer = await ask(api, 'DELETE /api/session', lines)
    assert.equal(answer.status, 204)
    assertReadable(answer, web)
    assert.equal(await whoIs(cookie), null)
    const write = await ask(api, 'POST /api/items', json(web, cookie), '{"title":"a"}')
    assert.equal(write.status, 401)
  })

  it('leaves the sessions of other devices alone', async () => {
    const [here, there] = [await signIn(api), await signIn(api)]
    await ask(api, 'DELETE /api/session', [...json(web, here)], '{}')
    assert.equal(await whoIs(here), null)
    assert.deepEqual(await whoIs(there), { name: 'ada' })
  })

  it('without a session is 204 all the same', async () => {
    const answer = await ask(api, 'DELETE /api/session', [['Origin', admin]])
    assert.equal(answer.status, 204)
  })
})

describe('the end of sessions', () => {
  it('an expired session signs nobody in', async () => {
    const { store } = api
    const user = await store.users.find('ada')
    await store.sessions.create('old', user?.id ?? 0, new Date(Date.now() + 1000))
    assert.notEqual(await store.sessions.findUser('old', new Date()), undefined)
    assert.equal(await store.sessions.findUser('old', new Date(Date.now() + 1001)), undefined)
  })

  it('expired sessions and tries are swept at start and each hour', async (t) => {
    t.mock.timers.enable({ apis: ['setInterval'] })
    const store = await openStore(':memory:')
    await store.users.add('eve', 'hash')
    const eve = (await store.users.find('eve'))?.id ?? 0
    const past = new Date(Date.now() - 1)
    await store.sessions.create('before the start', eve, past)
    await store.tries.count('before the start', 1, past)
    const other = await openApi({ store })
    try {
      assert.equal(await store.sessions.sweep(new Date()), 0)
      assert.equal(await store.tries.sweep(new Date()), 0)

      await store.tries.count('after the start', 1, past)
      await store.sessions.create('after the start', eve, past)
      await store.sessions.create('still good', eve, new Date(Date.now() + 60_000))
      t.mock.timers.tick(60 * 60 * 1000)
      await new Promise((resolve) => setTimeout(resolve, 50))
      assert.equal(await store.sessions.sweep(new Date()), 0)
      assert.equal(await store.tries.sweep(new Date()), 0)
      assert.notEqual(await store.sessions.findUser('still good', new Date()), undefined)
    } finally {
      await other.close()
    }
  })
})

describe('a new key in front of the old', () => {
  it('leaves everybody signed in; without the old key nobody is', async () => {
    const store = await openStore(':memory:')
    const shared = { ...store, close: async () => {} }
    const newKey = 'a newer key for tests, 32 characters or more'
    const before = await openApi({ store: shared })
    const cookie = await signIn(before)
    const during = await openApi({ store: shared, cookieSecrets: [newKey, cookieSecret] })
    const newer = await signIn(during)
    const afterwards = await openApi({ store: shared, cookieSecrets: [newKey] })
    try {
      assert.deepEqual(await whoIs(cookie, during.port), { name: 'ada' })
      assert.deepEqual(await whoIs(newer, during.port), { name: 'ada' })
      assert.equal(await whoIs(newer, before.port), null)
      assert.equal(await whoIs(cookie, afterwards.port), null)
      assert.deepEqual(await whoIs(newer, afterwards.port), { name: 'ada' })
    } finally {
      for (const each of [before, during, afterwards]) await each.close()
      await store.close()
    }
  })
})

describe('F20: too many sign-ins', () => {
  it('one account: the next try is a readable 429 with Retry-After, right password or not', async () => {
    const limited = await openApi({ signInLimits: { perAccount: 2, perAddress: 100 } })
    try {
      for (const account of [{ ...ada, password: 'wrong' }, ada]) {
        assert.notEqual((await enter(account, [], limited.port)).status, 429)
      }
      for (const account of [ada, { ...ada, name: 'ADA' }]) {
        const answer = await enter(account, [], limited.port)
        assert.equal(answer.status, 429)
        assertReadable(answer, web)
        assert.deepEqual(values(answer, 'set-cookie'), [])
        const seconds = values(answer, 'retry-after')[0] ?? ''
        assert.match(seconds, /^\d+$/)
        assert.ok(Number(seconds) >= 1 && Number(seconds) <= 60, seconds)
        assert.match(answer.body, /"TOO_MANY_SIGN_INS"/)
      }
      assert.equal((await enter(bob, [], limited.port)).status, 200)
      assert.equal((await ask(limited, 'GET /api/items', [['Origin', web]])).status, 200)
    } finally {
      await limited.close()
    }
  })

  it('one address: after so many tries no account can sign in from it', async () => {
    const limited = await openApi({ signInLimits: { perAccount: 100, perAddress: 3 } })
    try {
      for (const name of ['one', 'two', 'three']) {
        const answer = await enter({ name, password: 'guess' }, [], limited.port)
        assert.equal(answer.status, 401)
      }
      const answer = await enter(ada, [], limited.port)
      assert.equal(answer.status, 429)
      assertReadable(answer, web)
      assert.equal(values(answer, 'retry-after').length, 1)
    } finally {
      await limited.close()
    }
  })

  it('preflights, malformed bodies and foreign pages use up no try', async () => {
    const limited = await openApi({ signInLimits: { perAccount: 1, perAddress: 1 } })
    try {
      for (let count = 0; count < 3; count++) {
        await ask(limited, 'OPTIONS /api/session', [
          ['Origin', web],
          ['Access-Control-Request-Method', 'POST'],
        ])
        assert.equal((await enter({ name: 'ada' }, [], limited.port)).status, 400)
        const foreign = json('https://evil.example')
        const answer = await ask(limited, 'POST /api/session', foreign, JSON.stringify(ada))
        assert.equal(answer.status, 403)
      }
      assert.equal((await enter(ada, [], limited.port)).status, 200)
    } finally {
      await limited.close()
    }
  })
})

describe('F20: whose address counts', () => {
  const tries = async (trustProxy: string | false) => {
    const signInLimits = { perAccount: 100, perAddress: 1 }
    const limited = await openApi({ signInLimits, trustProxy })
    try {
      const statuses = []
      for (const address of ['192.0.2.1', '192.0.2.2', '192.0.2.2']) {
        statuses.push((await enter(ada, [['X-Forwarded-For', address]], limited.port)).status)
      }
      return statuses
    } finally {
      await limited.close()
    }
  }

  it('X-Forwarded-For buys a stranger no further tries', async () => {
    assert.deepEqual(await tries(false), [200, 429, 429])
  })

  it('behind a proxy that is trusted, each address has its own', async () => {
    assert.deepEqual(await tries('127.0.0.1'), [200, 200, 429])
  })
})

describe('S25: a policy without credentials', () => {
  it('is refused at start, for signing in needs a cookie', async () => {
    const store = await openStore(':memory:')
    const policy = policyFor({ credentials: false })
    await assert.rejects(openApi({ policy, store }), /credentials: true/)
    await store.close()
  })
})
