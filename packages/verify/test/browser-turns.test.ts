import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserDriver, PageOutcome } from '../src/browser/types.ts'
import { maxAtOnce } from '../src/http/max-at-once.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan } from '../src/verify.ts'
import { serve } from './little-server.ts'
import { privateApi, webOrigin } from './verified.ts'

/**
 * Verifies an API, and counts the requests under way at once: those over HTTP and those of the browser.
 *
 * @param headers the headers of each response
 * @param withheld the paths whose responses wait until the browser has sent a request
 */
async function requestsOf(headers: Record<string, string>, withheld = /^$/) {
  let browserSends = () => {}
  const browserHasSent = new Promise<void>((resolve) => (browserSends = resolve))
  let underWay = 0
  let maxUnderWay = 0
  const log: { by: 'http' | 'browser'; origin: string | undefined; beside: number }[] = []
  async function during(by: 'http' | 'browser', origin: string | undefined) {
    log.push({ by, origin, beside: underWay })
    underWay += 1
    maxUnderWay = Math.max(maxUnderWay, underWay)
    await sleep(by === 'http' ? 5 : 50)
    underWay -= 1
  }
  const server = await serve((request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    void during('http', request.headers.origin)
      .then(() => (withheld.test(request.url ?? '') ? browserHasSent : undefined))
      .then(() => privateApi(request, response))
  })
  const driver: Partial<BrowserDriver> = {
    name: 'chromium',
    version: 'Chromium 1',
    async fetchFrom(origin): Promise<PageOutcome> {
      browserSends()
      await during('browser', origin)
      return { readable: origin === webOrigin, blockedCookies: [] }
    },
    close: () => Promise.resolve(),
  }
  try {
    const options = { origins: [webOrigin], credentials: true }
    const plan = resolvePlan(`${server.url}/items`, options)
    const report = await verifyPlan(plan, () => Promise.resolve(driver as BrowserDriver))
    assert.equal(report.verdict, 'ok')
  } finally {
    await server.close()
  }
  return { log, maxUnderWay }
}

describe('the requests of the browser', { concurrency: true }, () => {
  it('are sent beside the HTTP checks, at most eight at once, before the timed requests', async () => {
    // A run that waits for these responses before it starts the browser checks would never end.
    const { log, maxUnderWay } = await requestsOf({}, /%ff$/)
    assert.ok(maxUnderWay > 1 && maxUnderWay <= maxAtOnce, String(maxUnderWay))
    const slowOrigins = log.findIndex(({ origin }) => origin?.endsWith('!'))
    const last = log.findLastIndex(({ by }) => by === 'browser')
    assert.ok(last >= 0 && last < slowOrigins)
    assert.equal(log[slowOrigins]?.beside, 0)
  })

  it('to an API at its rate limit → are sent one at a time, with those over HTTP', async () => {
    const { log, maxUnderWay } = await requestsOf({ 'ratelimit-remaining': '0' })
    assert.ok(log.some(({ by }) => by === 'browser'))
    assert.equal(maxUnderWay, 1)
  })
})
