import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { describe, it } from 'node:test'
import { runBrowserChecks } from '../src/run-browser-checks/index.ts'
import type { BrowserDriver } from '../src/browser/types.ts'
import { createHttpDriver } from '../src/http/http-driver.ts'
import { createCachingClient } from '../src/http/caching-client.ts'
import { verify } from '../src/index.ts'
import { createObserver } from '../src/observe.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { serve, serveBytes } from './little-server.ts'
import { privateApi, publicApi, serious, verified, webOrigin } from './verified.ts'

/** Passes the first `count` requests to the listener, and sends no response to later ones. */
function silentAfter(count: number, listener: RequestListener): RequestListener {
  let seen = 0
  return (request, response) => {
    seen += 1
    if (seen > count) return
    if (request.url === '/events') response.setHeader('content-type', 'text/event-stream')
    if (request.method === 'POST') response.writeHead(403).end()
    else listener(request, response)
  }
}

describe('a run that its own time limit cuts off', { concurrency: 4 }, () => {
  for (const count of [1, 7, 12, 25, 40])
    it(`after ${count} requests → lists the unfinished checks, and reports no fault`, async () => {
      const report = await verified(silentAfter(count, privateApi), {
        credentials: true,
        cookies: { session: 'x' },
        requests: ['GET /boom'],
        webSockets: ['/socket'],
        streams: ['/events'],
        csrf: ['POST /transfer'],
        allowWrites: true,
        runTimeoutSeconds: 3,
      })
      assert.deepEqual(serious(report), [])
      assert.deepEqual([report.reachable, report.complete], [true, false])
      assert.match(report.skipped.map(({ reason }) => reason).join(), /--run-timeout/)
    })

  it('before the first response → is not reachable, and reports no fault', async () => {
    const server = await serveBytes(() => {})
    const started = performance.now()
    const report = await verify(server.url, {
      origins: [webOrigin],
      browser: 'none',
      timeoutSeconds: 30,
      runTimeoutSeconds: 3,
    })
    await server.close()
    assert.deepEqual([report.reachable, report.complete, report.findings], [false, false, []])
    assert.deepEqual(report.skipped, [
      {
        check: `GET ${server.url}/`,
        reason: 'The time limit of the run was reached: raise it with --run-timeout.',
      },
    ])
    assert.ok(performance.now() - started < 10_000)
  })

  it('among responses with and without a cookie → reports no difference between them', async () => {
    for (const count of [8, 12, 16, 20]) {
      const report = await verified(silentAfter(count, publicApi), {
        cookies: { session: 'x' },
        credentials: false,
        runTimeoutSeconds: 3,
      })
      assert.deepEqual(serious(report), [], String(count))
    }
  })

  it('after a fault → reports the fault, and lists the unfinished checks', async () => {
    const report = await verified(
      (request, response) => {
        // Requests of other origins get no response, and each occupies a connection.
        if (request.headers.origin !== webOrigin) return
        response.writeHead(200, { 'access-control-allow-origin': 'http://localhost' }).end()
      },
      { runTimeoutSeconds: 3 },
    )
    assert.deepEqual(serious(report), ['origin-not-allowed'])
    const open = report.skipped.map(({ check }) => check)
    assert.ok(open.includes('disallowed origins'), open.join())
    assert.ok(!open.includes('mixed content and local networks'), open.join())
  })
})

describe('the browser checks of a run whose time is up', () => {
  /** Runs the browser checks; `takesAll`: the run's time is up at the first request. */
  async function requestsTo(takesAll: boolean) {
    const server = await serve(privateApi)
    const plan = resolvePlan(server.url, { origins: [webOrigin], credentials: true })
    const end = new AbortController()
    const http = createHttpDriver({ ...plan, signal: end.signal, maxRequests: 100 })
    let sent = 0
    const fetchFrom = (origin: string) => {
      sent += 1
      if (takesAll) end.abort()
      return Promise.resolve({ readable: origin === webOrigin, blockedCookies: [] })
    }
    const driver = {
      name: 'chromium',
      version: 'Chromium 1',
      fetchFrom,
    } as unknown as BrowserDriver
    const observer = createObserver(plan, createCachingClient(http))
    const browserResults = await runBrowserChecks(driver, observer, Promise.resolve([]), end.signal)
    http.close()
    await server.close()
    return { ...browserResults, sent }
  }

  it('→ send no further request, and the report lists the browser as skipped', async () => {
    const { sent, complete, skipped } = await requestsTo(true)
    assert.deepEqual([sent, complete], [1, false])
    assert.deepEqual(
      skipped.map(({ check }) => check),
      ['Chromium 1'],
    )
  })

  it('→ send all requests while there is time', async () => {
    const { sent, complete, skipped, disagreements } = await requestsTo(false)
    assert.ok(sent > 1)
    assert.deepEqual([complete, skipped, disagreements], [true, [], []])
  })
})

describe('a run within its limits', { concurrency: 4 }, () => {
  it('finishes, and lists no check as cut off', async () => {
    const report = await verified(privateApi, { credentials: true })
    assert.equal(report.complete, true)
    assert.deepEqual(
      report.skipped.map(({ check }) => check),
      ['browser'],
    )
  })

  it('a request that takes longer than --timeout → not-cors: that is the server’s doing', async () => {
    const report = await verified(
      (request, response) => {
        if (request.url !== '/slow') privateApi(request, response)
      },
      { credentials: true, requests: ['GET /slow'], timeoutSeconds: 2 },
    )
    assert.deepEqual(serious(report), ['not-cors'])
    assert.equal(report.complete, true)
  })

  it('a server that takes its time for each response → requests that wait their turn do not time out', async () => {
    const requests = Array.from({ length: 80 }, (_, index) => `GET /items/${index}`)
    const report = await verified(
      (request, response) => {
        setTimeout(() => privateApi(request, response), 200)
      },
      { credentials: true, requests, timeoutSeconds: 2 },
    )
    assert.deepEqual(serious(report), [])
    assert.doesNotMatch(JSON.stringify(report), /sent no response/)
  })
})

describe('a run that has sent its maximum of requests', () => {
  it('lists the checks without a request, and reports no fault', async () => {
    const requests = Array.from({ length: 310 }, (_, index) => `GET /items/${index}`)
    const report = await verified(privateApi, { credentials: true, requests })
    assert.deepEqual(serious(report), [])
    assert.equal(report.complete, false)
    assert.match(report.skipped.map(({ reason }) => reason).join(), /limit of 2000 requests/)
  })
})

describe('a server that does not respond to every origin', { concurrency: 4 }, () => {
  it('one header for all, and unlisted origins get no response → no vary-missing', async () => {
    const server = await serve((request, response) => {
      if (request.headers.origin === webOrigin)
        response.writeHead(200, { 'access-control-allow-origin': webOrigin }).end()
      else request.socket.destroy()
    })
    const report = await verify(server.url, { origins: [webOrigin], browser: 'none' })
    await server.close()
    assert.ok(!serious(report).includes('vary-missing'))
  })

  it('responses without a cookie never come → no difference is reported', async () => {
    const report = await verified(
      (request, response) => {
        if (request.headers.cookie || request.method === 'OPTIONS') publicApi(request, response)
        else request.socket.destroy()
      },
      { cookies: { session: 'x' }, credentials: false },
    )
    assert.deepEqual(serious(report), [])
  })

  it('preflights of unlisted origins fail with 500, and those of the page never come back → no rejection-is-5xx', async () => {
    const report = await verified(
      (request, response) => {
        if (request.method !== 'OPTIONS') privateApi(request, response)
        else if (request.headers.origin === webOrigin) request.socket.destroy()
        else response.writeHead(500).end()
      },
      { credentials: true },
    )
    assert.deepEqual(serious(report), [])
  })
})
