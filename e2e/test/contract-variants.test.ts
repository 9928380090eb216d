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

const cors = 'plugins/cors.ts'
const lastDoor: Edit = {
  file: 'app.ts',
  from: '      ServerResponse: corsServerResponse(policy),\n',
  to: '',
}

/** One change to our API, and the first word of what the contract must then say. */
const variants: { what: string; edits: Edit[]; says: string }[] = [
  {
    what: 'the CORS plugin is not registered',
    edits: [{ file: 'app.ts', from: 'await app.register(cors, { policy })', to: '' }],
    says: 'preflight-failed',
  },
  {
    what: 'origin: every origin is reflected',
    edits: [{ file: cors, from: 'answer(null, allowed &&', to: 'answer(null, true ||' }],
    says: 'foreign-origin-reads-credentialed',
  },
  {
    what: 'origin: a stranger is refused with an Error',
    edits: [
      {
        file: cors,
        from: 'answer(null, allowed &&',
        to: "if (origin !== undefined && !allowed) return answer(new Error('no'), false)\n      answer(null, allowed &&",
      },
    ],
    says: 'refusal-is-5xx',
  },
  {
    what: 'origin: nobody is allowed',
    edits: [
      {
        file: cors,
        from: 'answer(null, allowed && origin !== undefined ? origin : false)',
        to: 'answer(null, false)',
      },
      lastDoor,
    ],
    says: 'origin-not-allowed',
  },
  {
    what: 'origin: the first allowed origin for everybody',
    edits: [
      {
        file: cors,
        from: 'answer(null, allowed && origin !== undefined ? origin : false)',
        to: "answer(null, 'http://localhost:8080')",
      },
    ],
    says: 'origin-not-allowed',
  },
  {
    what: 'origin: *',
    edits: [
      {
        file: cors,
        from: 'answer(null, allowed && origin !== undefined ? origin : false)',
        to: "answer(null, '*')",
      },
    ],
    says: 'credentials-blocked',
  },
  {
    what: 'credentials: false',
    edits: [{ file: cors, from: 'credentials: policy.credentials', to: 'credentials: false' }],
    says: 'credentials-blocked',
  },
  {
    what: 'methods: the defaults of @fastify/cors',
    edits: [{ file: cors, from: "policy.methods.join(', ')", to: "'GET,HEAD,POST'" }],
    says: 'method-refused',
  },
  {
    what: 'methods: in lower case',
    edits: [
      {
        file: cors,
        from: "policy.methods.join(', ')",
        to: "policy.methods.join(', ').toLowerCase()",
      },
    ],
    says: 'method-refused',
  },
  {
    what: 'allowedHeaders: If-Match is missing',
    edits: [{ file: cors, from: "policy.requestHeaders.join(', ')", to: "'Content-Type'" }],
    says: 'header-refused',
  },
  {
    what: 'exposedHeaders: X-Total-Count is missing',
    edits: [{ file: cors, from: "policy.exposedHeaders.join(', ')", to: "'X-Request-Id, Link'" }],
    says: 'header-not-exposed',
  },
  {
    what: 'exposedHeaders: *',
    edits: [{ file: cors, from: "policy.exposedHeaders.join(', ')", to: "'*'" }],
    says: 'header-not-exposed',
  },
  {
    what: 'maxAge: a year',
    edits: [{ file: cors, from: 'policy.maxAgeSeconds', to: '31_536_000' }],
    says: 'max-age-out-of-range',
  },
  {
    what: 'preflight: false',
    edits: [{ file: cors, from: 'preflight: true', to: 'preflight: false' }],
    says: 'preflight-failed',
  },
  {
    what: 'optionsSuccessStatus: 404',
    edits: [{ file: cors, from: 'optionsSuccessStatus: 204', to: 'optionsSuccessStatus: 404' }],
    says: 'preflight-failed',
  },
  // Each alone changes nothing on the wire: the last door completes what a late hook misses.
  {
    what: 'hook: preHandler, without the last door',
    edits: [{ file: cors, from: "hook: 'onRequest'", to: "hook: 'preHandler'" }, lastDoor],
    says: 'error-without-cors',
  },
  {
    what: 'the origin guard is not registered',
    edits: [{ file: 'app.ts', from: 'await api.register(originGuard, { policy })', to: '' }],
    says: 'csrf-simple-request',
  },
  {
    what: 'X-Total-Count is called X-Total',
    edits: [{ file: 'routes/items.ts', from: "'x-total-count'", to: "'x-total'" }],
    says: 'header x-total-count',
  },
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

  for (const { what, edits, says } of variants)
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
