import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { buildServers } from '../src/build.ts'
import { openClient, requestText } from '../src/client.ts'
import { makeFixture, origin, type Fixture } from '../src/fixture.ts'
import { startServer } from '../src/server-process.ts'
import { preflight } from '../src/goals/preflight-cost.ts'
import { peers } from '../src/goals/whole-stack.ts'

/** A comparison of servers that do not send the same is none. */
describe('every server that is compared', () => {
  let fixture: Fixture
  before(async () => {
    await buildServers()
    fixture = await makeFixture(1000)
  })
  after(() => fixture.remove())

  const responseOf = async (name: string, headers: Record<string, string>, method = 'GET') => {
    const server = await startServer(name, fixture.file)
    const request = requestText('/api/items?limit=20', headers, method)
    const client = await openClient(server.port, request)
    await client.ask(1)
    const [head = '', body = ''] = client.latest().split('\r\n\r\n')
    client.close()
    await server.stop()
    return { head: head.toLowerCase(), body }
  }
  it('cors-only responds to a preflight as the API does, byte for byte', async () => {
    const heads = []
    for (const name of ['cors-only-in-process', 'ours-in-process']) {
      const { head } = await responseOf(name, preflight, 'OPTIONS')
      assert.match(head, /^http\/1.1 204 /)
      heads.push(head.replace(/^date: .*\r\n/m, ''))
    }
    assert.equal(heads[0], heads[1])
  })

  it('ours-in-process sends the page without a socket too', async () => {
    const server = await startServer('ours-in-process', fixture.file)
    const request = { method: 'GET', url: '/api/items?limit=20', headers: { origin }, times: 2 }
    const bytes = JSON.stringify(fixture.page).length
    assert.deepEqual(await server.ask(request), { status: 200, bytes })
    await server.stop()
  })

  const signedIn = () => ({ origin, cookie: fixture.cookie })

  for (const name of ['node-http', 'fastify-bare', ...peers]) {
    it(`${name} sends the page of 20 items that the API sends, byte for byte`, async () => {
      const { head, body } = await responseOf(name, signedIn())
      assert.match(head, /^http\/1.1 200 /)
      assert.equal(body, JSON.stringify(fixture.page))
      assert.equal(fixture.page.items.length, 20)
    })
  }

  for (const name of peers) {
    it(`${name} sends CORS headers, security headers and the request id`, async () => {
      const { head } = await responseOf(name, signedIn())
      assert.match(head, new RegExp(`\r\naccess-control-allow-origin: ${origin}\r\n`))
      for (const header of ['vary', 'x-content-type-options', 'x-request-id', 'x-total-count']) {
        assert.match(head, new RegExp(`\r\n${header}: .`))
      }
    })
  }

  for (const name of ['fastify-plugins', 'express', 'hono']) {
    it(`${name} checks the signature: a forged session is a 401`, async () => {
      const forged = fixture.cookie.slice(0, -4) + 'AAAA'
      assert.match((await responseOf(name, { origin, cookie: forged })).head, /^http\/1.1 401 /)
    })
  }
})
