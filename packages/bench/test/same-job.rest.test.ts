import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServers, peers, type ServerName } from '../src/build.ts'
import { openClient, type Client, type Request, type Response } from '../src/client.ts'
import { preflight } from '../src/cors-cost.ts'
import { cookieFor, makeFixture, type Fixture } from '../src/fixture.ts'
import { origin } from '../src/origins.ts'
import { requestsOf, startPeer } from '../src/peers.ts'
import type { Server } from '../src/server.ts'

const requestId = /^[\da-f-]{36}$/

/** Headers that Node and a framework add by themselves. Their values are not part of the job. */
const ownHeaders = ['date', 'connection', 'keep-alive', 'content-length', 'transfer-encoding']

describe('every peer does the same job as this app, on the same database', () => {
  let fixture: Fixture
  const running = new Map<ServerName, { server: Server; client: Client }>()

  before(async () => {
    await buildServers()
    fixture = await makeFixture(1000)
    for (const name of peers) {
      const server = await startPeer(name, fixture.databaseFile)
      running.set(name, { server, client: openClient(server.port) })
    }
  })
  after(async () => {
    for (const { server, client } of running.values()) {
      client.close()
      await server.stop()
    }
    await fixture.remove()
  })

  const requests = (name: ServerName) => requestsOf(cookieFor(name, fixture.sessionId))
  const send = async (name: ServerName, request: Request): Promise<Response> => {
    const client = running.get(name)?.client
    assert.ok(client)
    return client.send(request)
  }
  /** Creates an item. @returns its id */
  const create = async (name: ServerName): Promise<number> => {
    const { status, body } = await send(name, requests(name).create())
    assert.equal(status, 201)
    return (JSON.parse(body) as { id: number }).id
  }
  const change = async (name: ServerName) => send(name, requests(name).change(await create(name)))
  const remove = async (name: ServerName) => send(name, requests(name).remove(await create(name)))
  const page = (name: ServerName) => send(name, requests(name).page())
  const withCookie = (request: Request, cookie: string): Request => ({
    ...request,
    headers: { ...request.headers, cookie },
  })

  for (const name of peers.filter((each) => each !== 'this-app')) {
    describe(name, () => {
      it('a page → the same bytes, total and link, and the same headers', async () => {
        const [expected, actual] = [await page('this-app'), await page(name)]
        assert.equal(actual.status, 200)
        assert.equal(actual.body, expected.body)
        assert.equal((JSON.parse(actual.body) as { items: unknown[] }).items.length, 20)
        assert.deepEqual(comparable(actual), comparable(expected))
      })

      it('POST → 201, the item, and the same headers; the total has grown by one', async () => {
        const before = Number((await page(name)).headers['x-total-count'])
        const expected = await send('this-app', requests('this-app').create())
        const actual = await send(name, requests(name).create())
        assert.equal(actual.status, 201)
        assert.deepEqual(itemOf(actual), itemOf(expected))
        assert.deepEqual(comparable(actual), comparable(expected))
        assert.equal(Number((await page(name)).headers['x-total-count']), before + 2)
      })

      it('PATCH with the current ETag → 200, the changed item, and the same headers', async () => {
        const [expected, actual] = [await change('this-app'), await change(name)]
        assert.equal(actual.status, 200)
        assert.equal(actual.headers.etag, '"2"')
        assert.deepEqual(itemOf(actual), itemOf(expected))
        assert.deepEqual(comparable(actual), comparable(expected))
      })

      it('PATCH with a former ETag → 412, and without If-Match → 428', async () => {
        const id = await create(name)
        const request = requests(name).change(id)
        assert.equal((await send(name, request)).status, 200)
        assert.equal((await send(name, request)).status, 412)
        const headers = { ...request.headers }
        Reflect.deleteProperty(headers, 'if-match')
        assert.equal((await send(name, { ...request, headers })).status, 428)
      })

      it('DELETE → 204, the same headers, and the total is smaller by one', async () => {
        const expected = await remove('this-app')
        const before = Number((await page(name)).headers['x-total-count'])
        const actual = await remove(name)
        assert.equal(actual.status, 204)
        assert.equal(actual.body, '')
        assert.deepEqual(comparable(actual), comparable(expected))
        assert.equal(Number((await page(name)).headers['x-total-count']), before)
      })

      it('a preflight → 204 with the same CORS headers', async () => {
        const [expected, actual] = [await send('this-app', preflight), await send(name, preflight)]
        assert.equal(actual.status, 204)
        assert.deepEqual(corsHeaders(actual), corsHeaders(expected))
      })

      it('a disallowed origin → no Access-Control-Allow-Origin, as in this app', async () => {
        for (const each of ['this-app', name] as const) {
          const request = requests(each).page()
          request.headers['origin'] = 'https://evil.example'
          const { headers } = await send(each, request)
          assert.equal(headers['access-control-allow-origin'], undefined)
          assert.equal(headers.vary, 'Origin')
        }
      })

      it('no title, or one of 201 characters → 400, as in this app', async () => {
        for (const each of ['this-app', name] as const) {
          for (const body of ['{}', JSON.stringify({ title: 'a'.repeat(201) })]) {
            const { status } = await send(each, { ...requests(each).create(), body })
            assert.equal(status, 400)
          }
        }
      })
    })
  }

  for (const name of peers) {
    for (const kind of ['page', 'create', 'change', 'remove'] as const) {
      it(`${name}, ${kind}: no session, a forged one, an unknown one → 401 that the page can read`, async () => {
        const request = requests(name)[kind](await create(name))
        const signed = cookieFor(name, fixture.sessionId)
        const cookies = [
          'other=1',
          // One character of the session id is another: the signature is wrong.
          signed.replace(
            fixture.sessionId,
            fixture.sessionId.replace(/^./, (c) => (c === 'a' ? 'b' : 'a')),
          ),
          // Signed, and not in the database.
          cookieFor(name, 'unknown'),
        ]
        for (const cookie of cookies) {
          const { status, headers, body } = await send(name, withCookie(request, cookie))
          assert.equal(status, 401, cookie)
          assert.equal(headers['access-control-allow-origin'], origin)
          const error = JSON.parse(body) as Record<string, string>
          assert.equal(error['code'], 'SIGN_IN_REQUIRED')
          assert.equal(error['requestId'], headers['x-request-id'])
        }
      })
    }
  }
})

/** The headers of a response, without those that differ between two requests to one server. */
function comparable({ headers }: Response): Record<string, unknown> {
  const comparable = { ...headers, ...lists(headers) }
  for (const name of ownHeaders) Reflect.deleteProperty(comparable, name)
  assert.match(String(headers['x-request-id']), requestId)
  return {
    ...comparable,
    'content-type': String(headers['content-type']).replace('; charset=utf-8', ''),
    'content-security-policy': String(headers['content-security-policy']).replace('; ', ';'),
    'x-request-id': 'some id',
    'x-total-count': headers['x-total-count'] && 'some number',
    location: headers.location?.replace(/\d+$/, 'id'),
  }
}

function corsHeaders({ headers }: Response): Record<string, unknown> {
  const names = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
  const all = Object.fromEntries(names.map((name) => [name, headers[name]]))
  // The Vary of Hono's preflight response also names Access-Control-Request-Headers.
  return { ...all, ...lists(headers), variesByOrigin: /\bOrigin\b/.test(headers.vary ?? '') }
}

/** Lists as sets: frameworks join them with a comma, or with a comma and a space. */
function lists(headers: Response['headers']): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) =>
        /^access-control-(?:allow-(?:methods|headers)|expose-headers)$/.test(name),
      )
      .map(([name, value]) => [name, String(value).split(/, */).toSorted()]),
  )
}

function itemOf({ body }: Response): unknown {
  const item = JSON.parse(body) as Record<string, unknown>
  assert.ok(Number(item['id']) > 1000)
  for (const name of ['createdAt', 'updatedAt']) assert.match(String(item[name]), /^20\d\d-.*Z$/)
  return { ...item, id: 'some id', createdAt: 'some time', updatedAt: 'some time' }
}
