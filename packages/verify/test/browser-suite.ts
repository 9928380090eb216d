import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import type { BrowserDriver, PageOutcome } from '../src/browser/types.ts'
import { openBrowser } from '../src/browser/index.ts'
import type { CorsFailureReason } from '../src/decide/types.ts'
import { closedPort, startApi, startPage } from './browser-api.ts'

const app = 'https://app.example.com'
const api = 'https://api.example.com'

/** A request that a browser blocks: the reason, and Chromium's name for it. */
interface Blocked {
  path: string
  method?: string
  headers?: Record<string, string>
  reason: CorsFailureReason
  subject?: string
  chromium: string
}

/** One row for each reason of the Fetch standard; both browsers report the same one. */
const blocked: Blocked[] = [
  { path: '/missing', reason: 'missing-allow-origin', chromium: 'MissingAllowOriginHeader' },
  {
    path: '/slash',
    reason: 'allow-origin-mismatch',
    chromium: `AllowOriginMismatch(${app}/)`,
  },
  {
    path: '/two',
    reason: 'multiple-allow-origin',
    chromium: `MultipleAllowOriginValues(${app}, ${app})`,
  },
  { path: '/star', reason: 'wildcard-with-credentials', chromium: 'WildcardOriginNotAllowed' },
  { path: '/True', reason: 'invalid-allow-credentials', chromium: 'InvalidAllowCredentials(True)' },
  {
    path: '/preflight-missing',
    method: 'PUT',
    reason: 'missing-allow-origin',
    chromium: 'PreflightMissingAllowOriginHeader',
  },
  {
    path: '/preflight-401',
    method: 'PUT',
    reason: 'preflight-status',
    chromium: 'PreflightInvalidStatus',
  },
  {
    path: '/preflight-301',
    method: 'PUT',
    reason: 'preflight-redirect',
    chromium: 'PreflightDisallowedRedirect',
  },
  {
    path: '/bad-methods',
    method: 'PUT',
    reason: 'invalid-allow-methods',
    chromium: 'InvalidAllowMethodsPreflightResponse',
  },
  {
    path: '/bad-headers',
    method: 'PUT',
    reason: 'invalid-allow-headers',
    chromium: 'InvalidAllowHeadersPreflightResponse',
  },
  {
    path: '/right',
    method: 'PATCH',
    reason: 'method-not-allowed',
    subject: 'PATCH',
    chromium: 'MethodDisallowedByPreflightResponse(PATCH)',
  },
  {
    path: '/right',
    headers: { 'X-Unlisted': '1' },
    reason: 'header-not-allowed',
    subject: 'x-unlisted',
    chromium: 'HeaderDisallowedByPreflightResponse(x-unlisted)',
  },
]

/** Tests the driver of a browser against real servers. All tests share one browser. */
export async function describeBrowser(name: 'chromium' | 'firefox'): Promise<void> {
  const servers = {
    api: await startApi(),
    // Only the origin of a real page matters: its own scripts must not change the outcome.
    page: await startPage(
      '<!doctype html><title>An app</title><script>fetch = () => {}; alert(1)</script>',
      {},
    ),
    strict: await startPage('<!doctype html><title>An app</title>', {
      'content-security-policy': `default-src 'none'`,
    }),
  }
  const dead = await closedPort()
  const loopback = (port: number) => ({ address: '127.0.0.1', port })
  const realPage = `http://localhost:${servers.page.port}`
  const strictPage = `http://localhost:${servers.strict.port}`
  const opened = await openBrowser({
    browser: name,
    origins: [app, realPage, strictPage],
    target: new URL(api),
    cookies: [['__Host-session', 'abc']],
    resolve: new Map([
      ['api.example.com:443', loopback(servers.api.port)],
      ['app.example.com:443', loopback(dead)],
      ['dead.example.com:443', loopback(dead)],
    ]),
    ignoreCertificates: true,
    timeoutMs: 4000,
  })
  const missing = 'missing' in opened ? opened.missing : undefined
  const driver = opened as BrowserDriver
  const { arrived } = servers.api

  const send = (
    path: string,
    { origin = app, method = 'GET', headers = {}, credentials = 'include' }: Requested = {},
  ) => driver.fetchFrom(origin, { url: new URL(path, api).href, method, headers, credentials })

  describe(`a page in ${name}`, { skip: missing ?? false }, () => {
    before(() => {
      assert.equal(driver.name, name)
      assert.match(driver.version, /^(Chromium|Firefox) \d+\./)
    })
    beforeEach(() => {
      arrived.length = 0
    })
    after(async () => {
      await driver.close()
      await driver.close()
      for (const server of Object.values(servers)) server.close()
      const late = await send('/right')
      assert.equal(late.readable, false)
      assert.ok(late.noPage)
    })

    it('reads an allowed response, and the names of its exposed headers alone', async () => {
      const outcome = await send('/right')
      assert.deepEqual(withoutHeaders(outcome), { readable: true, status: 200, blockedCookies: [] })
      assert.ok(outcome.headers?.includes('x-total-count'))
      assert.ok(!outcome.headers?.includes('access-control-allow-origin'))
    })

    it('of a listed method and header -> reads the response after one preflight', async () => {
      const outcome = await send('/right', { method: 'PUT', headers: { 'X-Listed': '1' } })
      assert.equal(outcome.readable, true)
      assert.deepEqual(
        arrived.map(({ method }) => method),
        ['OPTIONS', 'PUT'],
      )
    })

    for (const { path, method = 'GET', headers = {}, reason, subject, chromium } of blocked) {
      it(`that sends ${method} ${path} with ${Object.keys(headers).join() || 'no header'} -> ${reason}`, async () => {
        const outcome = await send(path, { method, headers })
        assert.equal(outcome.readable, false)
        assert.deepEqual(outcome.failure, { reason, ...(subject && { subject }) })
        assert.equal(outcome.notCors, undefined)
        if (name === 'chromium') assert.equal(outcome.reported, chromium)
        else assert.match(outcome.reported ?? '', /^\(Reason: /)
      })
    }

    it('reads a public response without credentials that it cannot read with them', async () => {
      assert.equal((await send('/star', { credentials: 'omit' })).readable, true)
      assert.equal((await send('/star')).readable, false)
    })

    it('of a disallowed origin -> is blocked, unless the server reflects it', async () => {
      const origin = 'https://evil.example.net'
      assert.equal((await send('/right', { origin })).failure?.reason, 'allow-origin-mismatch')
      assert.equal((await send('/reflects', { origin })).readable, true)
      assert.deepEqual(
        arrived.map((each) => each.origin),
        [origin, origin],
      )
    })

    it('with an opaque origin -> sends Origin: null, and is blocked unless null is allowed', async () => {
      const origin = 'null'
      assert.equal((await send('/right', { origin })).failure?.reason, 'allow-origin-mismatch')
      assert.equal((await send('/reflects', { origin })).readable, true)
      assert.deepEqual(
        arrived.map((each) => each.origin),
        ['null', 'null'],
      )
    })

    it('of the same or another site, or of none -> sends the cookie; omit sends none', async () => {
      const origins = [app, 'https://app.example.com.evil.example.net', 'null']
      for (const origin of origins) await send('/reflects', { origin })
      await send('/reflects', { credentials: 'omit' })
      const session = '__Host-session=abc'
      assert.deepEqual(
        arrived.map(({ cookie }) => cookie),
        [session, session, session, undefined],
      )
    })

    it('sends the name of the target in the TLS handshake', async () => {
      await send('/right')
      assert.deepEqual(
        arrived.map(({ servername }) => servername),
        ['api.example.com'],
      )
    })

    it('gets a cookie that the browser rejects -> the outcome names it and the reason', async () => {
      const { readable, blockedCookies } = await send('/blocked-cookie')
      assert.equal(readable, true)
      assert.deepEqual(
        blockedCookies.map((cookie) => cookie.name),
        ['bad'],
      )
      const reason = blockedCookies[0]?.reasons.join() ?? ''
      assert.match(reason, name === 'chromium' ? /^SameSiteNoneInsecure$/ : /SameSite=None.*secure/)
    })

    it('calls a server that is down -> the outcome is not CORS', async () => {
      const outcome = await driver.fetchFrom(app, {
        url: 'https://dead.example.com/',
        method: 'GET',
        headers: {},
        credentials: 'include',
      })
      assert.equal(outcome.readable, false)
      assert.equal(outcome.failure, undefined)
      assert.match(outcome.notCors ?? '', /ECONNREFUSED/)
    })

    it('calls a server that does not respond -> the outcome names the time limit', async () => {
      const outcome = await send('/hangs')
      assert.equal(outcome.failure, undefined)
      assert.equal(outcome.notCors, 'no response within 4000 ms')
    })

    it('opens an event stream of its API, and not one without CORS headers', async () => {
      assert.equal((await driver.openStream(app, `${api}/stream`, 'include')).readable, true)
      const closed = await driver.openStream(app, `${api}/stream-without-cors`, 'include')
      assert.equal(closed.readable, false)
      assert.equal(closed.failure?.reason, 'missing-allow-origin')
    })

    it('opens an event stream of another content type -> the outcome is not CORS', async () => {
      const closed = await driver.openStream(app, `${api}/right`, 'include')
      assert.equal(closed.readable, false)
      assert.equal(closed.failure, undefined)
      assert.ok(closed.notCors)
    })

    it('opens a WebSocket of its API; a disallowed origin is rejected', async () => {
      const url = 'wss://api.example.com/socket'
      assert.deepEqual(await driver.openWebSocket(app, url), { opened: true })
      const disallowed = await driver.openWebSocket('https://evil.example.net', url)
      assert.deepEqual(disallowed, { opened: false })
    })

    it('of a server that responds with HTML -> is that page, and its scripts change no outcome', async () => {
      assert.equal((await send('/reflects', { origin: realPage })).readable, true)
      assert.equal((await send('/missing', { origin: realPage })).readable, false)
      assert.deepEqual(
        arrived.map((each) => each.origin),
        [realPage, realPage],
      )
      assert.ok(servers.page.arrived.length >= 2, 'the page was looked for, but not opened')
    })

    it('whose own policy forbids the request -> the outcome is not CORS', async () => {
      const outcome = await send('/reflects', { origin: strictPage })
      assert.equal(outcome.failure, undefined)
      assert.match(outcome.notCors ?? '', /Content-Security-Policy/)
      assert.deepEqual(arrived, [])
    })

    it('over https calls http -> the outcome is mixed content, not CORS', async () => {
      const outcome = await send('http://api.example.com/right')
      assert.equal(outcome.failure, undefined)
      assert.match(outcome.notCors ?? '', /mixed/i)
      assert.deepEqual(arrived, [])
    })

    it('of an origin that no web page has -> the outcome has no page', async () => {
      const outcome = await send('/right', { origin: 'chrome-extension://abcdef' })
      assert.equal(outcome.readable, false)
      assert.match(outcome.noPage ?? '', /browsers have no page of that origin/)
      assert.equal(outcome.notCors, undefined)
    })
  })
  if (missing !== undefined) for (const server of Object.values(servers)) server.close()
}

interface Requested {
  origin?: string
  method?: string
  headers?: Record<string, string>
  credentials?: 'include' | 'omit'
}

function withoutHeaders(outcome: PageOutcome): Omit<PageOutcome, 'headers'> {
  return Object.fromEntries(
    Object.entries(outcome).filter(([key]) => key !== 'headers'),
  ) as unknown as PageOutcome
}
