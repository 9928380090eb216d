import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { WebSocketServer } from 'ws'
import type { BrowserDriver } from '../src/browser/types.ts'
import { exitCode } from '../src/cli/exit-code.ts'
import { formatGithub } from '../src/formats/github.ts'
import { formatJson } from '../src/formats/json.ts'
import { formatJunit } from '../src/formats/junit.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan } from '../src/verify.ts'
import { listening } from '../servers/listening.ts'
import { serve } from './little-server.ts'
import { privateApi, publicApi, serious, verified, webOrigin } from './verified.ts'

type Listener = (request: IncomingMessage, response: ServerResponse) => void

/** A private API that also allows some other origins. */
function allowing(alsoAllows: (origin: string, request: IncomingMessage) => boolean): Listener {
  return (request, response) => {
    const { origin = '' } = request.headers
    if (origin !== webOrigin && alsoAllows(origin, request)) {
      response.setHeader('access-control-allow-origin', origin)
      response.setHeader('access-control-allow-credentials', 'true')
    }
    privateApi(request, response)
  }
}

describe('a leak', { concurrency: 4 }, () => {
  it('only POST reflects any origin → critical', async () => {
    const options = {
      runTimeoutSeconds: 300,
      credentials: true,
      methods: ['GET', 'POST'],
      allowWrites: true,
    }
    const leaking = await verified(
      allowing((_origin, { method }) => method === 'POST'),
      options,
    )
    assert.equal(leaking.verdict, 'critical')
    const right = await verified(
      allowing(() => false),
      options,
    )
    assert.notEqual(right.verdict, 'critical')
  })

  it('a further request allows a look-alike → critical', async () => {
    const report = await verified(
      allowing((origin, { url }) => url === '/report' && origin.includes('localhost.')),
      { runTimeoutSeconds: 300, credentials: true, requests: ['GET /report'] },
    )
    assert.equal(report.verdict, 'critical')
  })

  it('a connection that is dropped once → sent again, and the leak is found', async () => {
    const dropped = new Set<string>()
    const allowsNull = allowing((origin) => origin === 'null')
    const report = await verified(
      (request, response) => {
        const key = `${request.method} ${request.url} ${request.headers.origin}`
        if (dropped.has(key)) allowsNull(request, response)
        else response.destroy()
        dropped.add(key)
      },
      { runTimeoutSeconds: 300, credentials: true },
    )
    assert.equal(report.verdict, 'critical')
  })

  it('a probe that never gets a response → incomplete and listed, never ok', async () => {
    const report = await verified(
      (request, response) => {
        if (request.headers.origin === 'null') response.destroy()
        else privateApi(request, response)
      },
      { runTimeoutSeconds: 300, credentials: true },
    )
    assert.deepEqual([report.verdict, report.complete], ['incomplete', false])
    assert.equal(exitCode(report, 'broken'), 2)
    assert.ok(report.skipped.some(({ reason }) => reason.includes('from null got no response')))
  })
})

describe('a rate limit', { concurrency: 4 }, () => {
  /** Rejects all but the first requests of each second. */
  const limited = (perSecond: number, listener: Listener): Listener => {
    const started = new Map<number, number>()
    return (request, response) => {
      const second = Math.floor(Date.now() / 1000)
      const count = (started.get(second) ?? 0) + 1
      started.set(second, count)
      if (count <= perSecond) listener(request, response)
      else response.writeHead(429, { 'retry-after': '1' }).end()
    }
  }

  it('that ends within the time of the run → is waited for, and the leak is found', async () => {
    const report = await verified(
      limited(
        20,
        allowing((origin) => origin === 'null'),
      ),
      {
        credentials: true,
      },
    )
    assert.equal(report.verdict, 'critical')
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

  it('a cross-site POST is redirected to the sign-in page → not executed, and listed', async () => {
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

  it('the real value → ok, and the report does not have it', async () => {
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

describe('a pattern as --origin', { concurrency: 4 }, () => {
  /** Allows the origins that the pattern matches. */
  const byPattern =
    (pattern: RegExp): Listener =>
    (request, response) => {
      const { origin = '' } = request.headers
      response.setHeader('vary', 'Origin')
      if (pattern.test(origin)) {
        response.setHeader('access-control-allow-origin', origin)
        response.setHeader('access-control-allow-credentials', 'true')
        response.setHeader('access-control-allow-methods', 'PATCH, PUT')
        response.setHeader('access-control-allow-headers', 'content-type')
      }
      response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end('[]')
    }
  const options = { origins: ['https://*.preview.example.com'], credentials: true }

  it('the server allows what it matches → no leak, and the report names the pattern', async () => {
    const report = await verified(
      byPattern(/^https:\/\/[a-z0-9-]+\.preview\.example\.com$/),
      options,
    )
    // A public page that calls this machine needs a permission.
    assert.deepEqual(serious(report), ['not-cors'])
    assert.deepEqual(report.origins, ['https://*.preview.example.com'])
  })

  for (const [name, pattern] of [
    ['without a beginning', /\.preview\.example\.com$/],
    ['without a dot', /^https:\/\/.*preview\.example\.com$/],
    ['without an end', /^https:\/\/[a-z0-9-]+\.preview\.example\.com/],
    ['of the whole site', /^https:\/\/[a-z0-9.-]+\.example\.com$/],
  ] as const)
    it(`the server allows more: a pattern ${name} → critical`, async () => {
      assert.equal((await verified(byPattern(pattern), options)).verdict, 'critical')
    })
})

describe('a pattern as --origin, in a fix', () => {
  it('stands as its sample, with the expression to replace it by', async () => {
    const report = await verified((_request, response) => response.end(), {
      origins: ['https://*.preview.example.com'],
      stack: 'nginx',
    })
    const fix = report.findings.find(({ severity }) => severity === 'broken')?.fix[0]
    assert.match(fix?.block ?? '', /https:\/\/cors-verify-page\.preview\.example\.com/)
    assert.ok(fix?.change.includes('^https://[a-z0-9.-]+\\.preview\\.example\\.com$'), fix?.change)
  })
})

describe('a second origin', { concurrency: 4 }, () => {
  const second = 'https://admin.example.org'
  const options = { origins: [webOrigin, second], credentials: true, runTimeoutSeconds: 300 }

  it('a look-alike of it is allowed → critical', async () => {
    const report = await verified(
      allowing((origin) => origin.startsWith(second)),
      options,
    )
    assert.equal(report.verdict, 'critical')
  })

  it('a page of its look-alike can write → critical', async () => {
    const guarded = await verified(
      acceptsWritesOf((origin) => origin === second),
      {
        ...options,
        ...csrf,
      },
    )
    assert.ok(!serious(guarded).includes('csrf-simple-request'))
    const open = await verified(
      acceptsWritesOf((origin) => origin.startsWith(second)),
      {
        ...options,
        ...csrf,
      },
    )
    assert.equal(open.verdict, 'critical')
  })
})

const csrf = { csrf: ['POST /items'], allowWrites: true }

/** Accepts simple requests from some origins, and those without Origin. */
function acceptsWritesOf(accepts: (origin: string) => boolean): Listener {
  return (request, response) => {
    const { origin = '' } = request.headers
    if (request.method === 'POST' && !accepts(origin)) response.writeHead(403).end()
    else allowing((other) => other === 'https://admin.example.org')(request, response)
  }
}

describe('a cross-site POST with a session cookie', { concurrency: 4 }, () => {
  /** Executes each POST with the cookie; each response renews the cookie. */
  const withSession =
    (attributes: string, accepts: (origin: string) => boolean = () => true): Listener =>
    (request, response) => {
      const signedIn = request.headers.cookie?.includes('session=')
      if (signedIn) response.setHeader('set-cookie', `session=1; Path=/; HttpOnly${attributes}`)
      if (request.method !== 'POST') privateApi(request, response)
      else
        response
          .writeHead(!signedIn ? 401 : accepts(request.headers.origin ?? '') ? 204 : 403)
          .end()
    }
  const severityOf = async (listener: Listener, options = {}) => {
    const report = await verified(listener, { cookies: { session: '1' }, ...csrf, ...options })
    return report.findings.find(({ code }) => code === 'csrf-simple-request')?.severity
  }

  for (const [attributes, severity] of [
    ['; SameSite=None; Secure', 'critical'],
    ['', 'critical'],
    ['; SameSite=Lax', undefined],
    ['; SameSite=Strict', undefined],
  ] as const)
    it(`"${attributes}" → ${severity ?? 'no finding'}`, async () => {
      assert.equal(await severityOf(withSession(attributes)), severity)
    })

  it('another cookie is SameSite=Lax, and the session is not → critical', async () => {
    const listener: Listener = (request, response) => {
      response.appendHeader('set-cookie', 'theme=dark; SameSite=Lax')
      withSession('')(request, response)
    }
    const cookies = { session: '1', theme: 'dark' }
    assert.equal(await severityOf(listener, { cookies }), 'critical')
  })

  it('SameSite=Lax, and hosts of the same site are accepted → weak', async () => {
    const target = await serve(withSession('; SameSite=Lax'))
    try {
      const { port } = new URL(target.url)
      const report = await verifyPlan(
        resolvePlan(`http://api.example.com:${port}/items`, {
          origins: ['http://app.example.com'],
          cookies: { session: '1' },
          browser: 'none',
          resolve: { [`api.example.com:${port}`]: `127.0.0.1:${port}` },
          ...csrf,
        }),
      )
      const finding = report.findings.find(({ code }) => code === 'csrf-simple-request')
      assert.equal(finding?.severity, 'weak')
      assert.match(finding.title, /another host of the site/)
    } finally {
      await target.close()
    }
  })
})

describe('an event stream', { concurrency: 4 }, () => {
  /** A right API whose stream has the given head. */
  const withStream =
    (head: Record<string, string>, status = 200): Listener =>
    (request, response) => {
      if (!request.url?.startsWith('/events')) privateApi(request, response)
      else response.writeHead(status, head).end()
    }
  const cors = {
    'access-control-allow-origin': webOrigin,
    'access-control-allow-credentials': 'true',
  }
  const findingOf = async (listener: Listener) => {
    const report = await verified(listener, { credentials: true, streams: ['/events'] })
    return report.findings.find(({ severity }) => severity === 'broken')
  }

  it('that the page can read → no finding', async () => {
    const type = { 'content-type': 'text/event-stream; charset=utf-8' }
    assert.equal(await findingOf(withStream({ ...cors, ...type })), undefined)
  })

  it('outside of the CORS layer → the cause, proven by another response', async () => {
    const finding = await findingOf(withStream({ 'content-type': 'text/event-stream' }))
    assert.equal(finding?.code, 'stream-without-cors')
    assert.equal(finding.cause, 'route-outside-cors-layer')
  })

  it('behind authentication that responds first → authentication is the cause', async () => {
    const finding = await findingOf(withStream({ 'www-authenticate': 'Bearer' }, 401))
    assert.equal(finding?.code, 'stream-without-cors')
    assert.equal(finding.cause, 'authentication-before-cors')
  })

  for (const [name, head, status] of [
    ['of another type', { 'content-type': 'application/json' }, 200],
    ['with status 404', { 'content-type': 'text/event-stream' }, 404],
  ] as const)
    it(`${name}, readable → not CORS`, async () => {
      const finding = await findingOf(withStream({ ...cors, ...head }, status))
      assert.equal(finding?.code, 'not-cors')
      assert.match(finding.title, /not an event stream/)
    })
})

describe('what CORS headers do not decide', { concurrency: 4 }, () => {
  /** A right API that also sends these headers. */
  const also =
    (headers: Record<string, string>, listener: Listener = privateApi): Listener =>
    (request, response) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
      listener(request, response)
    }
  const titles = async (listener: Listener, options = {}) => {
    const report = await verified(listener, options)
    return report.findings.map(({ severity, title }) => `${severity}: ${title}`).join('\n')
  }

  for (const [type, policy, found] of [
    ['image/png', 'same-origin', true],
    ['text/css', 'same-origin', true],
    ['image/png', 'cross-origin', false],
    ['application/json', 'same-origin', false],
  ] as const)
    it(`${type} with Cross-Origin-Resource-Policy: ${policy} → ${found ? 'weak' : 'no finding'}`, async () => {
      const reported = await titles(
        also({ 'content-type': type, 'cross-origin-resource-policy': policy }),
      )
      assert.equal(/^weak: Elements of the page/m.test(reported), found)
    })

  for (const [list, found] of [
    ['*', true],
    ['*, Authorization', false],
    ['Content-Type', false],
  ] as const)
    it(`Access-Control-Allow-Headers: ${list} → ${found ? 'info' : 'no finding'} about Authorization`, async () => {
      const headers = {
        'access-control-allow-headers': list,
        'access-control-allow-methods': '*',
      }
      const reported = await titles(also(headers, publicApi))
      assert.equal(/^info: .*does not include Authorization/m.test(reported), found)
    })

  for (const [name, listener, found] of [
    ['without credentials', publicApi, true],
    ['with credentials', privateApi, false],
  ] as const)
    it(`sendBeacon to an API ${name} → ${found ? 'info' : 'no finding'}`, async () => {
      const headers = { 'access-control-allow-headers': 'content-type' }
      const reported = await titles(also(headers, listener), {
        methods: ['POST'],
        requestHeaders: ['content-type'],
      })
      assert.equal(/^info: navigator.sendBeacon/m.test(reported), found)
    })

  for (const readable of [false, true])
    it(`a body that is too large gets 413 ${readable ? 'with' : 'without'} CORS headers → ${readable ? 'no finding' : 'weak'}`, async () => {
      const reported = await verified(
        (request, response) => {
          if (Number(request.headers['content-length'] ?? 0) < 2 ** 20) {
            privateApi(request, response)
            return
          }
          if (readable) {
            response.setHeader('access-control-allow-origin', webOrigin)
            response.setHeader('access-control-allow-credentials', 'true')
          }
          response.writeHead(413)
          request.resume().on('end', () => response.end())
        },
        {
          credentials: true,
          methods: ['GET', 'POST'],
          requestHeaders: ['content-type'],
          allowWrites: true,
        },
      )
      assert.deepEqual(serious(reported), readable ? [] : ['error-without-cors'])
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
  it('reach no format', async () => {
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
