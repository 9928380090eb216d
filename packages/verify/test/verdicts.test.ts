import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { describe, it } from 'node:test'
import { WebSocketServer } from 'ws'
import type { BrowserDriver } from '../src/browser/types.ts'
import { formatGithub } from '../src/formats/github.ts'
import { formatJson } from '../src/formats/json.ts'
import { formatJunit } from '../src/formats/junit.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan } from '../src/verify.ts'
import { listening } from '../servers/listening.ts'
import { serve } from './little-server.ts'
import {
  allowing,
  privateApi,
  publicApi,
  serious,
  verified,
  webOrigin,
  type Listener,
} from './verified.ts'

describe('a rate limit', { concurrency: 4 }, () => {
  it('that ends within the time of the run → is waited for, and the leak is found', async () => {
    const allowsNull = allowing((origin) => origin === 'null')
    let limitedUntil: number | undefined
    let rejected = 0
    const report = await verified(
      (request, response) => {
        const isLeaking = request.headers.origin === 'null'
        if (isLeaking) limitedUntil ??= performance.now() + 900
        if (isLeaking && performance.now() < (limitedUntil ?? 0)) {
          rejected += 1
          response.writeHead(429, { 'retry-after': '1' }).end()
        } else allowsNull(request, response)
      },
      { credentials: true },
    )
    assert.ok(rejected > 0)
    assert.deepEqual([report.verdict, report.complete], ['critical', true])
  })

  it('that does not end → incomplete, and the checks that it hides are listed', async () => {
    let count = 0
    const report = await verified(
      (request, response) => {
        count += 1
        if (count <= 12) privateApi(request, response)
        else response.writeHead(429, { 'retry-after': '3600' }).end()
      },
      { runTimeoutSeconds: 300, credentials: true },
    )
    assert.equal(report.verdict, 'incomplete')
    assert.ok(report.skipped.some(({ reason }) => reason.includes('rate limit')))
  })
})

describe('no false alarm', { concurrency: 4 }, () => {
  it('the target is a stream that does not end → ok, without waiting for its end', async () => {
    const report = await verified(
      (_request, response) => {
        response.writeHead(200, { 'access-control-allow-origin': '*' }).write('data: 1\n\n')
      },
      { runTimeoutSeconds: 120 },
    )
    assert.equal(report.verdict, 'ok')
    assert.deepEqual(serious(report), [])
  })

  it('%ff is 400 without CORS headers → info', async () => {
    const report = await verified((request, response) => {
      if (request.url?.includes('%ff')) response.writeHead(400).end()
      else publicApi(request, response)
    })
    assert.equal(report.verdict, 'ok')
    const finding = report.findings.find(({ code }) => code === 'error-without-cors')
    assert.equal(finding?.severity, 'info')
  })

  for (const [name, headers, severity] of [
    ['without freshness or validator', {}, 'info'],
    ['with an ETag', { etag: '"1"' }, 'weak'],
  ] as const)
    it(`no Vary on a response ${name} → ${severity}`, async () => {
      const report = await verified((request, response) => {
        for (const [key, value] of Object.entries(headers)) response.setHeader(key, value)
        if (request.headers.origin === webOrigin)
          response.setHeader('access-control-allow-origin', webOrigin)
        response.end('[]')
      }, {})
      const finding = report.findings.find(({ code }) => code === 'vary-missing')
      assert.equal(finding?.severity, severity)
    })

  it('a cross-site POST is redirected to the sign-in page → counts as not executed, and is listed', async () => {
    const report = await verified(
      (request, response) => {
        if (request.method === 'POST') response.writeHead(302, { location: '/login' }).end()
        else privateApi(request, response)
      },
      { runTimeoutSeconds: 300, credentials: true, csrf: ['POST /transfer'], allowWrites: true },
    )
    assert.ok(!serious(report).includes('csrf-simple-request'))
    assert.ok(report.skipped.some(({ check }) => /^csrf POST .*\/transfer$/.test(check)))
  })

  for (const [name, close, expected] of [
    ['closed with 1008 before any data', true, false],
    ['that stays open', false, true],
  ] as const)
    it(`a WebSocket ${name} → ${expected ? 'critical' : 'no finding'}`, async () => {
      const server = createServer((request, response) => privateApi(request, response))
      const sockets = new WebSocketServer({ noServer: true })
      server.on('upgrade', (request, socket, head) => {
        sockets.handleUpgrade(request, socket, head, (webSocket) => {
          webSocket.on('error', () => webSocket.terminate())
          if (close && request.headers.origin !== webOrigin) webSocket.close(1008)
        })
      })
      const { port, close: stop } = await listening(server)
      try {
        const options = { origins: [webOrigin], browser: 'none' as const, credentials: true }
        const plan = resolvePlan(`http://127.0.0.1:${port}/items`, {
          ...options,
          webSockets: [`ws://127.0.0.1:${port}/socket`],
        })
        const codes = serious(await verifyPlan(plan))
        assert.equal(codes.includes('websocket-disallowed-origin'), expected)
      } finally {
        await stop()
      }
    })

  it('a browser blocks mixed content from an origin that is not the user’s → no finding', async () => {
    const outcome = (origin: string) =>
      origin === webOrigin
        ? { readable: true, status: 200, headers: [], blockedCookies: [] }
        : { readable: false, notCors: 'mixed content', blockedCookies: [] }
    const driver: BrowserDriver = {
      name: 'chromium',
      version: 'Chromium 156',
      fetchFrom: (origin) => Promise.resolve(outcome(origin)),
      openStream: (origin) => Promise.resolve(outcome(origin)),
      openWebSocket: () => Promise.resolve({ opened: false }),
      close: () => Promise.resolve(),
    }
    const server = await serve((request, response) => publicApi(request, response))
    try {
      const plan = resolvePlan(`${server.url}/items`, { origins: [webOrigin] })
      const report = await verifyPlan(plan, () => Promise.resolve(driver))
      assert.deepEqual(serious(report), [])
    } finally {
      await server.close()
    }
  })
})

describe('a header with a value', { concurrency: 4 }, () => {
  const api: Listener = (request, response) => {
    const { origin, authorization } = request.headers
    const preflight = request.method === 'OPTIONS'
    if (!preflight && authorization !== 'Bearer real, token') {
      response.writeHead(401).end()
      return
    }
    response.setHeader('vary', 'Origin')
    if (origin === webOrigin) {
      response.setHeader('access-control-allow-origin', webOrigin)
      response.setHeader('access-control-allow-headers', 'authorization')
    }
    response.writeHead(preflight ? 204 : 200).end()
  }

  it('the real value → ok, and the report does not contain it', async () => {
    const report = await verified(api, { requestHeaders: ['Authorization: Bearer real, token'] })
    assert.deepEqual(serious(report), [])
    assert.ok(!formatJson(report).includes('real, token'))
  })

  it('the name alone → authentication is the cause', async () => {
    const report = await verified(api, { requestHeaders: ['authorization'] })
    const causes = report.findings.map(({ cause }) => cause)
    assert.ok(causes.includes('authentication-before-cors'), causes.join())
  })
})

describe('the URL of the run', () => {
  it('gets a readable 404 → weak: it may be the wrong URL', async () => {
    const report = await verified((_request, response) => {
      response.writeHead(404, { 'access-control-allow-origin': '*' }).end()
    })
    assert.equal(report.verdict, 'weak')
    assert.match(report.findings[0]?.title ?? '', /404/)
  })
})

describe('control characters from the server', () => {
  it('are in none of the GitHub, JUnit and JSON formats', async () => {
    const esc = '\u001b[31m\u0007\u009b'
    const report = await verified((_request, response) => {
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('[]')
    })
    const [finding] = report.findings
    assert.ok(finding)
    const evil = { ...report, findings: [{ ...finding, observed: `a${esc}b`, title: `t${esc}` }] }
    const options = { color: false, width: 80, failOn: 'broken', notLookedFor: [] } as const
    for (const text of [formatGithub(evil), formatJunit(evil, options), formatJson(evil)])
      assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
  })
})
