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

const inCors = (from: string, to: string): Edit => ({ file: 'plugins/cors.ts', from, to })
const inApp = (from: string, to: string): Edit => ({ file: 'app.ts', from, to })

const origin = 'answer(null, allowed && origin !== undefined ? origin : false)'
const noLastDoor = inApp('      ServerResponse: corsServerResponse(policy),\n', '')

/** One change to our API, the first word of what the contract must then say, and the edits. */
const variants: [what: string, says: string, ...edits: Edit[]][] = [
  [
    'the CORS plugin is not registered',
    'preflight-failed',
    inApp('await app.register(cors, { policy })', ''),
  ],
  [
    'origin: every origin is reflected',
    'foreign-origin-reads-credentialed',
    inCors('answer(null, allowed &&', 'answer(null, true ||'),
  ],
  [
    'origin: a stranger is refused with an Error',
    'refusal-is-5xx',
    inCors(
      origin,
      `if (origin !== undefined && !allowed) return answer(new Error('no'), false)\n      ${origin}`,
    ),
  ],
  [
    'origin: nobody is allowed',
    'origin-not-allowed',
    inCors(origin, 'answer(null, false)'),
    noLastDoor,
  ],
  [
    'origin: the first allowed origin for everybody',
    'origin-not-allowed',
    inCors(origin, "answer(null, 'http://localhost:8080')"),
  ],
  ['origin: *', 'credentials-blocked', inCors(origin, "answer(null, '*')")],
  [
    'credentials: false',
    'credentials-blocked',
    inCors('credentials: policy.credentials', 'credentials: false'),
  ],
  [
    'methods: the defaults of @fastify/cors',
    'method-refused',
    inCors("policy.methods.join(', ')", "'GET,HEAD,POST'"),
  ],
  [
    'methods: in lower case',
    'method-refused',
    inCors("policy.methods.join(', ')", "policy.methods.join(', ').toLowerCase()"),
  ],
  [
    'allowedHeaders: If-Match is missing',
    'header-refused',
    inCors("policy.requestHeaders.join(', ')", "'Content-Type'"),
  ],
  [
    'exposedHeaders: X-Total-Count is missing',
    'header-not-exposed',
    inCors("policy.exposedHeaders.join(', ')", "'X-Request-Id, Link'"),
  ],
  ['exposedHeaders: *', 'header-not-exposed', inCors("policy.exposedHeaders.join(', ')", "'*'")],
  ['maxAge: a year', 'max-age-out-of-range', inCors('policy.maxAgeSeconds', '31_536_000')],
  ['preflight: false', 'preflight-failed', inCors('preflight: true', 'preflight: false')],
  [
    'optionsSuccessStatus: 404',
    'preflight-failed',
    inCors('optionsSuccessStatus: 204', 'optionsSuccessStatus: 404'),
  ],
  // Each alone changes nothing on the wire: the last door completes what a late hook misses.
  [
    'hook: preHandler, without the last door',
    'error-without-cors',
    inCors("hook: 'onRequest'", "hook: 'preHandler'"),
    noLastDoor,
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

/** What the contract says of a build of the API. */
async function faultsWith(build: typeof buildApp): Promise<string[]> {
  const api = await startApi(policy, 0, build)
  try {
    const apiOrigin = `http://localhost:${api.port}`
    const { newSession } = api
    return faultsOf(await verifyContract({ webOrigin, apiOrigin, newSession }, 'none'))
  } finally {
    await api.close()
  }
}

describe('the contract of our API', { concurrency: true }, () => {
  it('the API as it is → nothing to say', async () => {
    assert.deepEqual(await faultsWith(buildApp), [])
  })

  for (const [what, says, ...edits] of variants)
    it(`${what} → ${says}`, async () => {
      const { build, remove } = await loadVariant(edits)
      try {
        const faults = await faultsWith(build)
        assert.ok(
          faults.some((fault) => fault.startsWith(says)),
          `said: ${faults.join('\n') || 'nothing'}`,
        )
      } finally {
        await remove()
      }
    })
})
