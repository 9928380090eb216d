import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openBuiltSite, type BuiltSite } from '../src/built-site.ts'
import { corsLinesFor, corsLinesOf, valuesOf } from '../src/https-client.ts'
import { followEvents, startLoad } from '../src/load.ts'
import { replicasMissing } from '../src/behind-nginx.ts'

describe('nginx, while replicas come and go', { skip: replicasMissing }, () => {
  let site: BuiltSite
  let cookie: string
  before(async () => {
    site = await openBuiltSite()
    const headers = { 'content-type': 'application/json', origin: site.webOrigin }
    const account = JSON.stringify(await site.newAccount())
    const response = await site.client().request('POST /api/session', headers, account)
    cookie = valuesOf(response, 'set-cookie')[0]?.split(';', 1)[0] ?? ''
  })
  after(() => site.close())

  it('a rolling restart under load loses no request, repeats none, and each response has CORS headers', async () => {
    const load = startLoad(site, cookie, 8)
    const stream = followEvents(site)
    try {
      await load.rounds(40)
      for (const [index, replica] of site.replicas.entries()) {
        const endDrain = site.nginx.drain(index + 1)
        assert.equal(await replica.stop(), 0)
        await load.rounds(20)
        await replica.start()
        endDrain()
        await load.rounds(40)
      }
      assert.deepEqual(load.faults, [])
      await stream.nextEvent()
    } finally {
      await load.stop()
      stream.stop()
    }
    assert.deepEqual([...load.faults, ...stream.faults], [])
    assert.ok(stream.opened() > 1, 'its replica was stopped, and the stream was opened at another')
    const response = await site.client().request('GET /api/items')
    assert.deepEqual(valuesOf(response, 'x-total-count'), [String(load.added())])
  })

  it('without a replica, an allowed page reads 503 and Retry-After, and recovers when one is up', async () => {
    const { webOrigin, replicas } = site
    await Promise.all(replicas.map((replica) => replica.stop()))
    const client = site.client()

    for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
      const response = await client.request(`${method} /api/items/1`, { origin: webOrigin })
      assert.equal(response.status, 503, method)
      assert.deepEqual(corsLinesOf(response), corsLinesFor(webOrigin), method)
      assert.deepEqual(valuesOf(response, 'retry-after'), ['5'])
      assert.match(valuesOf(response, 'access-control-expose-headers').join(), /Retry-After/)
      assert.match(response.body, /^\{"statusCode":503,"code":"API_UNAVAILABLE",.*\}$/)
      assert.equal((JSON.parse(response.body) as { requestId: string }).requestId.length, 32)
    }
    const preflight = { 'access-control-request-method': 'PATCH' }
    const passed = await client.request('OPTIONS /api/items/1', { origin: webOrigin, ...preflight })
    assert.equal(passed.status, 204)
    assert.deepEqual(corsLinesOf(passed), corsLinesFor(webOrigin))
    const { methods, requestHeaders } = site.policy
    assert.deepEqual(valuesOf(passed, 'access-control-allow-methods'), [methods.join(', ')])
    assert.deepEqual(valuesOf(passed, 'access-control-allow-headers'), [requestHeaders.join(', ')])

    await Promise.all(replicas.map((replica) => replica.start()))
    const again = await client.request('GET /api/items', { origin: webOrigin })
    assert.equal(again.status, 200)
    assert.deepEqual(corsLinesOf(again), corsLinesFor(webOrigin))
    assert.deepEqual(valuesOf(again, 'retry-after'), [])
  })

  it('responses of nginx itself are readable for allowed origins, and only for them', async () => {
    const { policy, webOrigin } = site
    const origins = [
      webOrigin,
      'https://42.preview.acme.dev',
      'https://a.b.preview.acme.dev',
      'https://preview.acme.dev',
      'https://evil-preview.acme.dev',
      'https://.preview.acme.dev',
      'https://42.preview.acme.dev.evil.example',
      'https://42.preview.acme.dev:8443',
      'https://APP.acme.dev',
      'https://app.acme.dev:443',
      'https://app.acme.dev.evil.example',
      'https://appxacme.dev',
      'http://app.acme.dev',
      `${webOrigin}/`,
      ` ${webOrigin} x`,
      'null',
      '*',
    ]
    for (const origin of origins) {
      const tooLarge = { origin, 'content-length': String(17 * 1024 * 1024) }
      const response = await site.client().request('POST /api/items', tooLarge)
      assert.equal(response.status, 413)
      const allowed = policy.allows(origin) ? origin : undefined
      assert.deepEqual(corsLinesOf(response), corsLinesFor(allowed), origin)
    }
    // nginx rejects an invalid request line before it reads Origin, so that response has no CORS headers.
    const tooLong = { origin: webOrigin, 'x-long': 'x'.repeat(40_000) }
    for (const [what, headers, allowed] of [
      ['GET /api/items', tooLong, webOrigin],
      ['GET /../..', { origin: webOrigin }, undefined],
    ] as const) {
      const response = await site.client().request(what, headers)
      assert.equal(response.status, 400, what)
      assert.deepEqual(corsLinesOf(response), corsLinesFor(allowed), what)
    }
  })
})
