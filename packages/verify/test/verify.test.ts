import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { maxRequests, OptionsError, verify, type Report, type VerifyOptions } from '../src/index.ts'
import { serve, serveBytes } from './little-server.ts'

const webOrigin = 'http://localhost:5173'

/** A right public API: everybody may read it, without credentials. */
function publicApi(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, { 'access-control-allow-origin': '*' }).end('[]')
}

/** A right credentialed API. */
function privateApi(request: IncomingMessage, response: ServerResponse): void {
  response.setHeader('vary', 'Origin')
  if (request.headers.origin === webOrigin) {
    response.setHeader('access-control-allow-origin', webOrigin)
    response.setHeader('access-control-allow-credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.setHeader('access-control-allow-methods', 'GET, POST, PATCH, PUT')
      response.setHeader('access-control-allow-headers', 'content-type')
    }
  }
  response.writeHead(request.method === 'OPTIONS' ? 204 : 200).end()
}

async function verified(
  answer: typeof publicApi,
  options: Partial<VerifyOptions> = {},
): Promise<Report & { methods: string[] }> {
  const methods: string[] = []
  const server = await serve((request, response) => {
    methods.push(request.method ?? '')
    answer(request, response)
  })
  try {
    const report = await verify(`${server.url}/items`, {
      origins: [webOrigin],
      browser: 'none',
      ...options,
    })
    return { ...report, methods }
  } finally {
    await server.close()
  }
}

const serious = ({ findings }: Report) =>
  findings.filter(({ severity }) => severity !== 'note').map(({ code }) => code)

describe('verify', { concurrency: 4 }, () => {
  it('URL and origin alone, a public API → ok, with the note that everybody may read', async () => {
    const report = await verified(publicApi)
    assert.equal(report.verdict, 'ok')
    assert.ok(report.findings.some(({ code }) => code === 'public-read'))
  })

  it('URL and origin alone, a credentialed API → ok', async () => {
    const report = await verified(privateApi, { credentials: true })
    assert.deepEqual(serious(report), [])
  })

  it('URL and origin alone, no CORS layer → origin-not-allowed, and nothing else', async () => {
    const report = await verified((_request, response) => response.end('[]'))
    assert.deepEqual(serious(report), ['origin-not-allowed'])
    assert.equal(report.verdict, 'broken')
  })

  it('without allowWrites → only GET, HEAD and OPTIONS leave, and what was not checked is listed', async () => {
    const report = await verified(privateApi, {
      credentials: true,
      methods: ['GET', 'POST', 'PATCH'],
      requestHeaders: ['content-type'],
      csrf: ['POST /transfer'],
    })
    assert.deepEqual([...new Set(report.methods)].sort(), ['GET', 'OPTIONS'])
    const names = report.skipped.map(({ check }) => check)
    for (const part of ['PATCH', 'POST', 'csrf'])
      assert.ok(
        names.some((name) => name.startsWith(part)),
        part,
      )
  })

  it('with allowWrites → the writes are made, each once from the allowed page', async () => {
    const { methods } = await verified(privateApi, {
      credentials: true,
      methods: ['GET', 'PATCH'],
      requestHeaders: ['content-type'],
      allowWrites: true,
    })
    assert.ok(methods.includes('PATCH'))
    assert.ok(!methods.includes('PUT'))
  })

  it('sends fewer requests than it states, with everything asked for', async () => {
    const report = await verified(privateApi, {
      origins: [webOrigin, 'http://localhost:8080'],
      cookies: { session: 'x' },
      methods: ['GET', 'POST', 'PATCH'],
      requestHeaders: ['content-type'],
      exposedHeaders: ['x-total-count'],
      requests: ['GET /boom', 'GET /other'],
      streams: ['/events'],
      csrf: ['POST /transfer'],
      allowWrites: true,
    })
    assert.equal(report.requests, report.methods.length)
    assert.ok(report.requests < maxRequests, String(report.requests))
    assert.ok(!report.skipped.some(({ reason }) => /requests/.test(reason)))
  })

  it('cookie values → stand nowhere in the report', async () => {
    const report = await verified(
      (request, response) => {
        response.setHeader('access-control-allow-origin', request.headers.origin ?? '*')
        response.setHeader('access-control-allow-credentials', 'true')
        response.setHeader('set-cookie', 'session=s3cr3t; HttpOnly')
        response.end()
      },
      { cookies: { session: 's3cr3t' } },
    )
    assert.equal(report.verdict, 'critical')
    assert.doesNotMatch(JSON.stringify(report), /s3cr3t/)
  })

  it('a dead server → not-cors, reached is false, and CORS is not blamed', async () => {
    const server = await serve(() => {})
    await server.close()
    const report = await verify(server.url, { origins: [webOrigin], browser: 'none' })
    assert.equal(report.reached, false)
    assert.deepEqual(serious(report), ['not-cors'])
    assert.equal(report.requests, 1)
  })

  it('a server that hangs → ends with the time for the whole run', async () => {
    const server = await serveBytes(() => {})
    const started = performance.now()
    const report = await verify(server.url, {
      origins: [webOrigin],
      browser: 'none',
      timeoutSeconds: 30,
      runTimeoutSeconds: 1,
    })
    await server.close()
    assert.equal(report.reached, false)
    assert.ok(performance.now() - started < 5000)
  })

  it('a redirect to a sign-in page → not-cors that names where it leads', async () => {
    const report = await verified((request, response) => {
      if (request.url === '/login') privateApi(request, response)
      else response.writeHead(302, { location: '/login' }).end()
    })
    assert.ok(serious(report).includes('not-cors'))
    assert.match(report.findings[0]?.seen ?? '', /redirect to .*\/login/)
  })

  it('a redirect within the API that passes CORS → is followed', async () => {
    const report = await verified(
      (request, response) => {
        if (request.url?.startsWith('/items')) {
          response.setHeader('vary', 'Origin')
          if (request.headers.origin === webOrigin) {
            response.setHeader('access-control-allow-origin', webOrigin)
            response.setHeader('access-control-allow-credentials', 'true')
          }
          response.writeHead(302, { location: '/all' }).end()
        } else privateApi(request, response)
      },
      { credentials: true },
    )
    assert.ok(!serious(report).includes('not-cors'), serious(report).join())
    assert.ok(!serious(report).includes('origin-not-allowed'))
  })

  it('several things wrong with the options → one error names them all', async () => {
    await assert.rejects(
      verify('ftp://api.example.com', { origins: ['https://app.example.com/', '*'] }),
      (error) => {
        assert.ok(error instanceof OptionsError)
        assert.equal(error.problems.length, 3)
        return true
      },
    )
  })
})

describe('what is no fault', { concurrency: 4 }, () => {
  it('no-store and no Vary → no finding: nothing is kept that could be mixed up', async () => {
    const report = await verified(
      (request, response) => {
        response.setHeader('cache-control', 'no-store')
        privateApiWithoutVary(request, response)
      },
      { credentials: true },
    )
    assert.deepEqual(serious(report), [])
  })

  it('no Vary and a minute to live → vary-missing, broken: a tab breaks the page', async () => {
    const report = await verified(
      (request, response) => {
        response.setHeader('cache-control', 'max-age=60')
        privateApiWithoutVary(request, response)
      },
      { credentials: true },
    )
    const finding = report.findings.find(({ code }) => code === 'vary-missing')
    assert.equal(finding?.severity, 'broken')
  })
})

function privateApiWithoutVary(request: IncomingMessage, response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response)
  response.setHeader = (name, value) => (name === 'vary' ? response : setHeader(name, value))
  privateApi(request, response)
}
