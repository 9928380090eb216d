import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exitCode } from '../src/cli/exit-code.ts'
import { allowing, privateApi, serious, verified, webOrigin, type Listener } from './verified.ts'

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

  it('the server allows the origins that it matches → no leak, and the report names the pattern', async () => {
    const report = await verified(
      byPattern(/^https:\/\/[a-z0-9-]+\.preview\.example\.com$/),
      options,
    )
    // A public page needs the permission for Local Network Access to call this machine.
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
  it('is written as its sample, and the change names the expression that replaces it', async () => {
    const report = await verified((_request, response) => response.end(), {
      origins: ['https://*.preview.example.com'],
      stack: 'nginx',
    })
    const fix = report.findings.find(({ severity }) => severity === 'broken')?.fix[0]
    assert.match(fix?.block ?? '', /https:\/\/cors-verify-page\.preview\.example\.com/)
    assert.ok(fix?.change.includes('^https://[a-z0-9.-]+\\.preview\\.example\\.com$'), fix?.change)
  })
})
