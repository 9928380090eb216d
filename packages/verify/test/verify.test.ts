import assert from 'node:assert/strict'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, it } from 'node:test'
import { OptionsError, requestLimits, verify } from '../src/index.ts'
import { serve } from './little-server.ts'
import { privateApi, publicApi, serious, verified, webOrigin } from './verified.ts'

describe('verify', { concurrency: 4 }, () => {
  it('URL and origin alone, a public API → ok, with the info that any origin can read', async () => {
    const report = await verified(publicApi)
    assert.equal(report.verdict, 'ok')
    assert.ok(report.findings.some(({ code }) => code === 'public-read'))
  })

  it('with credentials, a credentialed API → ok', async () => {
    const report = await verified(privateApi, { credentials: true })
    assert.deepEqual(serious(report), [])
  })

  it('URL and origin alone, no CORS layer → origin-not-allowed alone', async () => {
    const report = await verified((_request, response) => response.end('[]'))
    assert.deepEqual(serious(report), ['origin-not-allowed'])
    assert.equal(report.verdict, 'broken')
  })

  it('without allowWrites → only GET, HEAD and OPTIONS are sent, and the omitted checks are listed', async () => {
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

  it('with allowWrites → the named method that writes is sent, and no other', async () => {
    const { methods } = await verified(privateApi, {
      credentials: true,
      methods: ['GET', 'PATCH'],
      requestHeaders: ['content-type'],
      allowWrites: true,
    })
    assert.deepEqual([...new Set(methods)].sort(), ['GET', 'OPTIONS', 'PATCH'])
  })

  it('a healthy API, one URL, one origin, three methods → at most 80 requests', async () => {
    const report = await verified(privateApi, {
      credentials: true,
      methods: ['GET', 'POST', 'PATCH'],
      requestHeaders: ['content-type'],
      allowWrites: true,
    })
    assert.deepEqual(serious(report), [])
    assert.ok(report.requests <= 80, String(report.requests))
  })

  it('sends fewer requests than the documented limit, with all options', async () => {
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
    assert.ok(report.requests < requestLimits.firstRequest, String(report.requests))
    assert.ok(!report.skipped.some(({ reason }) => /requests/.test(reason)))
  })

  it('cookie values → are not in the report', async () => {
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

  it('a server that is down → not-cors, reachable is false, and no CORS finding', async () => {
    const server = await serve(() => {})
    await server.close()
    const report = await verify(server.url, { origins: [webOrigin], browser: 'none' })
    assert.equal(report.reachable, false)
    assert.deepEqual(serious(report), ['not-cors'])
    assert.equal(report.requests, 1)
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

describe('a response without Vary', { concurrency: 4 }, () => {
  it('no-store → no finding: no cache stores the response', async () => {
    const report = await verified(
      (request, response) => {
        response.setHeader('cache-control', 'no-store')
        privateApiWithoutVary(request, response)
      },
      { credentials: true },
    )
    assert.deepEqual(serious(report), [])
  })

  it('max-age=60 → vary-missing, broken: the page gets the response that a tab cached', async () => {
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
