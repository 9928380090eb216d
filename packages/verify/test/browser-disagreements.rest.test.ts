import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { after, describe, it } from 'node:test'
import { startBrowser, type RunningBrowser } from '../src/browser/index.ts'
import type { BrowserDriver } from '../src/browser/types.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan, type OpenDriver } from '../src/verify.ts'
import { serve } from './little-server.ts'
import { privateApi, serious, webOrigin, type Listener } from './verified.ts'

async function verifiedBy(open: OpenDriver, listener: Listener, streams: string[] = []) {
  const server = await serve(listener)
  try {
    const options = { origins: [webOrigin], credentials: true, methods: ['GET', 'PATCH'], streams }
    return await verifyPlan(resolvePlan(`${server.url}/items`, options), open)
  } finally {
    await server.close()
  }
}

/** Whether a browser sent the request, and not the HTTP checks. */
const isOfBrowser = ({ headers }: IncomingMessage) => / Gecko/.test(headers['user-agent'] ?? '')

for (const name of ['chromium', 'firefox'] as const) {
  const running = await startBrowser(name)
  const missing = 'missing' in running ? running.missing : false

  describe(`a result of ${name} that is not the predicted one`, { skip: missing }, () => {
    const { drive, close } = running as RunningBrowser
    const open: OpenDriver = (plan) => drive({ ...plan, target: plan.url })
    after(() => close())

    /**
     * An API that rejects GET requests of a path for `limitMs` from the first one of a browser on. Its
     * 429 has no CORS headers.
     */
    const limitedFromBrowser = (limited: string, limitMs: number): Listener => {
      let since: number | undefined
      return (request, response) => {
        const [path] = request.url?.split('?') ?? []
        const isRead = request.method === 'GET' && path === limited
        if (isRead && isOfBrowser(request)) since ??= performance.now()
        if (isRead && since !== undefined && performance.now() - since < limitMs) {
          response.writeHead(429, { 'retry-after': String(Math.ceil(limitMs / 1000)) }).end()
          return
        }
        if (path === '/events') response.setHeader('content-type', 'text/event-stream')
        privateApi(request, response)
      }
    }

    it('because of a rate limit that ends → is compared when it has ended', async () => {
      const report = await verifiedBy(open, limitedFromBrowser('/items', 1000))
      assert.deepEqual([report.verdict, report.disagreements], ['ok', []])
      assert.ok(!report.skipped.some(({ reason }) => reason.includes('rate limit')))
    })

    it('because of a rate limit that does not end → is listed as not compared', async () => {
      const report = await verifiedBy(open, limitedFromBrowser('/items', 3_600_000))
      assert.deepEqual([serious(report), report.disagreements], [[], []])
      const reason =
        'Not compared with the responses over HTTP: a rate limit rejects it now (status 429).'
      assert.ok(report.skipped.some((each) => each.reason === reason))
    })

    it('a stream, because of a rate limit that ends → is compared when it has ended', async () => {
      const report = await verifiedBy(open, limitedFromBrowser('/events', 1000), ['/events'])
      assert.deepEqual([report.verdict, report.disagreements], ['ok', []])
      assert.ok(!report.skipped.some(({ reason }) => reason.includes('rate limit')))
    })

    it('because the API changed its allowlist meanwhile → is listed as not compared', async () => {
      let isChanged = false
      const report = await verifiedBy(open, (request, response) => {
        isChanged ||= isOfBrowser(request)
        if (isChanged) response.end()
        else privateApi(request, response)
      })
      assert.deepEqual(report.disagreements, [])
      const reason = 'Not compared with the responses over HTTP: it gets another response now.'
      assert.ok(report.skipped.some((each) => each.reason === reason))
    })
  })
}

describe('a result of a browser that is not the predicted one', () => {
  it('each time, though the responses are the same → is a bug of cors-verify', async () => {
    let requests = 0
    const driver: Partial<BrowserDriver> = {
      name: 'chromium',
      version: 'Chromium 1',
      fetchFrom(origin) {
        if (origin === webOrigin) requests += 1
        return Promise.resolve({ readable: false, reported: 'Unknown', blockedCookies: [] })
      },
      close: () => Promise.resolve(),
    }
    const report = await verifiedBy(() => Promise.resolve(driver as BrowserDriver), privateApi)
    const [disagreement, ...others] = report.disagreements
    assert.equal(disagreement?.observed, 'Chromium 1: cannot: Unknown')
    assert.deepEqual([others, requests], [[], 2])
  })
})
