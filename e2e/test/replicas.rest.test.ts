import assert from 'node:assert/strict'
import { request } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { openBuiltSite, type BuiltSite } from '../src/built-site.ts'
import { faultsOf, verifyContract } from '../src/contract.ts'
import { corsLinesFor, corsLinesOf } from '../src/https-client.ts'
import { replicasMissing } from '../src/behind-nginx.ts'
import type { Account } from '../src/stack.ts'

/** A request to one replica, not through nginx. */
const send = ({ port }: { port: number }, path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${port}${path}`, init)

/** The options of a request that carries JSON, and a session. */
const json = (method: string, body: unknown, cookie = ''): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
  body: JSON.stringify(body),
})

const signIn = async (replica: { port: number }, account: Account) => {
  const response = await send(replica, '/api/session', json('POST', account))
  assert.equal(response.status, 200)
  return response.headers.getSetCookie()[0]?.split(';', 1)[0] ?? ''
}
const whoIs = async (replica: { port: number }, cookie: string) => {
  const response = await send(replica, '/api/session', { headers: { cookie } })
  return ((await response.json()) as { user: { name: string } | null }).user?.name
}

describe('three replicas of the built API behind nginx', { skip: replicasMissing }, () => {
  let site: BuiltSite
  before(async () => {
    site = await openBuiltSite()
  })
  after(() => site.close())

  it('a session of one replica is valid at all of them, for writes too', async () => {
    const account = await site.newAccount()
    for (const maker of site.replicas) {
      const cookie = await signIn(maker, account)
      for (const replica of site.replicas) {
        assert.equal(await whoIs(replica, cookie), account.name)
        const response = await send(replica, '/api/items', json('POST', { title: 'a' }, cookie))
        assert.equal(response.status, 201)
      }
    }
  })

  it('a sign-out at one replica ends the session at all of them', async () => {
    const account = await site.newAccount()
    for (const leaver of site.replicas) {
      const cookie = await signIn(leaver, account)
      // Each replica has read the session, and may have cached it.
      for (const replica of site.replicas) {
        assert.equal(await whoIs(replica, cookie), account.name)
      }
      await send(leaver, '/api/session', json('DELETE', {}, cookie))
      for (const replica of site.replicas) {
        assert.equal(await whoIs(replica, cookie), undefined)
        const response = await send(replica, '/api/items', json('POST', { title: 'a' }, cookie))
        assert.equal(response.status, 401)
      }
    }
  })

  it('sign-in attempts are counted across replicas: after ten, each responds 429', async () => {
    const account = await site.newAccount()
    const wrong = json('POST', { ...account, password: 'wrong' })
    for (let tries = 0; tries < 10; tries += 1) {
      const replica = site.replicas[tries % 3]!
      assert.equal((await send(replica, '/api/session', wrong)).status, 401)
    }
    for (const replica of site.replicas) {
      const response = await send(replica, '/api/session', json('POST', account))
      assert.equal(response.status, 429)
    }
    const other = await site.newAccount()
    assert.equal((await send(site.replicas[0]!, '/api/session', json('POST', other))).status, 200)
  })

  it('a forged X-Forwarded-For does not reset the rate limit', async () => {
    const { name } = await site.newAccount()
    const client = site.client()
    const statuses: number[] = []
    for (let tries = 0; tries < 11; tries += 1) {
      const headers = {
        'content-type': 'application/json',
        'x-forwarded-for': `203.0.113.${tries}`,
      }
      const body = JSON.stringify({ name, password: 'wrong' })
      statuses.push((await client.request('POST /api/session', headers, body)).status)
    }
    assert.deepEqual(statuses, [...Array<number>(10).fill(401), 429])
  })

  it('cors-verify reports no problem through nginx', async () => {
    const { webOrigin, apiOrigin, nginx } = site
    const resolve = { [`${new URL(apiOrigin).host}:443`]: `127.0.0.1:${nginx.port}` }
    const report = await verifyContract({
      webOrigin,
      apiOrigin,
      resolve,
      ignoreHTTPSErrors: true,
    })
    assert.deepEqual(faultsOf(report), [])
    assert.equal(report.verdict, 'ok')
  })

  it('nginx adds no CORS header to responses of the API, whatever the status', async () => {
    const client = site.client()
    const requests: [what: string, status: number, headers?: Record<string, string>][] = [
      ['GET /api/items', 200],
      ['GET /api/items/0', 400],
      ['GET /api/items/%ff', 400],
      ['GET /api/nothing', 404],
      ['DELETE /api/items/1', 401],
      [`GET /api/items?${'x'.repeat(17_000)}`, 431],
      ['OPTIONS /api/items', 204, { 'access-control-request-method': 'POST' }],
    ]
    for (const [what, status, headers] of requests) {
      const response = await client.request(what, { origin: site.webOrigin, ...headers })
      assert.equal(response.status, status, what.slice(0, 80))
      assert.deepEqual(corsLinesOf(response), corsLinesFor(site.webOrigin), what.slice(0, 80))
    }
  })

  it('an unknown host name, and plain http to the API, get no response', async () => {
    const { httpPort, port } = site.nginx
    await assert.rejects(fetch(`https://127.0.0.1:${port}/api/items`))
    assert.deepEqual(await overHttp(httpPort, 'app.acme.dev'), [301, 'https://app.acme.dev/a?b'])
    assert.deepEqual(await overHttp(httpPort, 'api.acme.dev'), 'socket hang up')
  })
})

/** @returns status and Location of a response, or the message of the error */
function overHttp(port: number, host: string): Promise<unknown> {
  const options = { host: '127.0.0.1', port, path: '/a?b', setHost: false, headers: { host } }
  return new Promise((resolve) => {
    request(options)
      .once('response', ({ statusCode, headers }) => resolve([statusCode, headers.location]))
      .once('error', ({ message }) => resolve(message))
      .end()
  })
}
