import { buildApp } from '@repo/api'
import { corsPolicy, definePolicy } from '@repo/config'
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadVariant, type Edit } from '../src/api-variant.ts'
import { startApi } from '../src/api.ts'
import { faultsOf, verifyContract } from '../src/contract.ts'

const webOrigin = 'http://localhost:5173'
const policy = definePolicy('development', {
  ...corsPolicy,
  apiOrigin: 'http://localhost',
  allowedOrigins: [webOrigin],
})

const inCors = (from: string, to: string): Edit => ({ file: 'cors/cors-plugin.ts', from, to })
const inHeaders = (from: string, to: string): Edit => ({ file: 'cors/cors-headers.ts', from, to })
const inApp = (from: string, to: string): Edit => ({ file: 'app.ts', from, to })

const origin = 'callback(null, origin !== undefined && policy.allows(origin) ? origin : false)'
const noFallback = inApp('      ServerResponse: corsServerResponse(policy),', '     ')

/** A change to the API, the start of the fault that the contract must report, and the edits. */
const variants: [change: string, fault: string, ...edits: Edit[]][] = [
  [
    'the CORS plugin is not registered',
    'preflight-failed',
    inApp('.register(cors, { policy })', '.register(async () => {})'),
  ],
  [
    'origin: every origin is reflected',
    'disallowed-origin-reads-credentialed',
    inCors(origin, 'callback(null, origin ?? false)'),
  ],
  [
    'origin: a disallowed origin is rejected with an Error',
    'rejection-is-5xx',
    inCors(
      origin,
      `origin !== undefined && !policy.allows(origin)
          ? callback(new Error('no'), false)
          : ${origin}`,
    ),
  ],
  [
    'origin: no origin is allowed',
    'origin-not-allowed',
    inCors(origin, 'callback(null, false)'),
    noFallback,
  ],
  [
    'origin: the same allowed origin in every response',
    'origin-not-allowed',
    inCors(origin, "callback(null, 'http://localhost:8080')"),
  ],
  ['origin: *', 'credentials-blocked', inCors(origin, "callback(null, '*')")],
  [
    'credentials: false',
    'credentials-blocked',
    inHeaders('credentials: policy.credentials', 'credentials: false'),
  ],
  [
    'methods: the defaults of @fastify/cors',
    'method-not-allowed',
    inHeaders("policy.methods.join(', ')", "'GET,HEAD,POST'"),
  ],
  [
    'methods: in lower case',
    'method-not-allowed',
    inHeaders("policy.methods.join(', ')", "policy.methods.join(', ').toLowerCase()"),
  ],
  [
    'allowedHeaders: If-Match is missing',
    'header-not-allowed',
    inHeaders("policy.requestHeaders.join(', ')", "'Content-Type'"),
  ],
  [
    'exposedHeaders: X-Total-Count is missing',
    'header-not-exposed',
    inHeaders("policy.exposedHeaders.join(', ')", "'X-Request-Id, Link'"),
  ],
  ['exposedHeaders: *', 'header-not-exposed', inHeaders("policy.exposedHeaders.join(', ')", "'*'")],
  ['maxAge: a year', 'max-age-out-of-range', inHeaders('policy.maxAgeSeconds', '31_536_000')],
  ['preflight: false', 'preflight-failed', inHeaders('preflight: true', 'preflight: false')],
  [
    'optionsSuccessStatus: 404',
    'preflight-failed',
    inHeaders('optionsSuccessStatus: 204', 'optionsSuccessStatus: 404'),
  ],
  ['hook: preHandler', 'preflight-failed', inHeaders("hook: 'onRequest'", "hook: 'preHandler'")],
  // The fallback would complete the headers.
  [
    'the error handler writes to reply.raw, without the fallback',
    'error-without-cors',
    {
      file: 'error-handler.ts',
      from: '  void reply.code(response.statusCode).send(response)',
      to: `  reply.hijack()
  reply.raw.writeHead(response.statusCode, { 'content-type': 'application/json' })
  reply.raw.end(JSON.stringify(response))`,
    },
    noFallback,
  ],
  [
    'the origin guard is not registered',
    'csrf-simple-request',
    inApp('await api.register(originGuard, { policy })', ''),
  ],
  [
    'X-Total-Count is called X-Total',
    'header x-total-count',
    { file: 'routes/items.ts', from: "'x-total-count'", to: "'x-total'" },
  ],
]

/** Returns the faults that the contract finds in a build of the API. */
async function faultsWith(build: typeof buildApp): Promise<string[]> {
  const api = await startApi(policy, 0, build)
  try {
    const apiOrigin = `http://localhost:${api.port}`
    const { newSession } = api
    return faultsOf(await verifyContract({ webOrigin, apiOrigin, newSession }))
  } finally {
    await api.close()
  }
}

describe('the contract of our API', { concurrency: 4 }, () => {
  it('the API as it is → no fault', async () => {
    assert.deepEqual(await faultsWith(buildApp), [])
  })

  for (const [change, expected, ...edits] of variants)
    it(`${change} → ${expected}`, async () => {
      const { build, remove } = await loadVariant(edits)
      try {
        const faults = await faultsWith(build)
        assert.ok(
          faults.some((fault) => fault.startsWith(expected)),
          `actual: ${faults.join('\n') || 'no fault'}`,
        )
      } finally {
        await remove()
      }
    })
})
