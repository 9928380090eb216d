import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan } from '../src/verify.ts'
import { serve } from './little-server.ts'
import { allowing, privateApi, serious, verified, webOrigin, type Listener } from './verified.ts'

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

describe('a second origin', { concurrency: 4 }, () => {
  const second = 'https://admin.example.org'
  const options = { origins: [webOrigin, second], credentials: true, runTimeoutSeconds: 300 }

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
