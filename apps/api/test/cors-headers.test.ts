import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import type { PolicyConfig } from '@repo/config'
import { corsHeaders, preflightHeaders } from '../src/cors/cors-headers.ts'
import { admin, evil, openApi, policyFor, web } from './helpers/api.ts'
import { failingRoutes } from './helpers/failing-routes.ts'
import {
  bytesOf,
  json,
  preflightLines,
  send,
  sendBytes,
  Wire,
  type Lines,
  type WireResponse,
} from './helpers/wire.ts'

/** Returns the header lines that @fastify/cors sets, sorted by name. */
function corsLines({ lines }: WireResponse): [string, string][] {
  return lines
    .filter(([name]) => /^(?:access-control-.*|vary|cache-control|content-length)$/.test(name))
    .toSorted()
}

const sorted = (headers: Record<string, string>) => Object.entries(headers).toSorted()

const policies: Record<string, Partial<PolicyConfig>> = {
  'the policy as it ships': {},
  'other lists and another max age': {
    methods: ['GET', 'PUT'],
    requestHeaders: ['X-Custom', 'content-type', 'Authorization'],
    exposedHeaders: ['X-One'],
    maxAgeSeconds: 0,
  },
  'empty lists and the longest max age': {
    methods: ['POST'],
    requestHeaders: [],
    exposedHeaders: [],
    maxAgeSeconds: 86_400,
  },
  'origin patterns': { allowedOrigins: ['http://localhost:*'] },
}

for (const [name, change] of Object.entries(policies)) {
  describe(`the headers of @fastify/cors, ${name}`, async () => {
    const policy = policyFor(change)
    const api = await openApi({ policy, extraRoutes: failingRoutes })
    after(api.close)

    it('GET, allowed origin -> corsHeaders(policy, origin)', async () => {
      const response = await send(api, 'GET /teapot', [['Origin', web]])
      const cors = corsLines(response).filter(([header]) => header !== 'content-length')
      assert.deepEqual(cors, sorted(corsHeaders(policy, web)))
    })

    it('GET, disallowed origin -> corsHeaders(policy, undefined)', async () => {
      const response = await send(api, 'GET /teapot', [['Origin', evil]])
      const cors = corsLines(response).filter(([header]) => header !== 'content-length')
      assert.deepEqual(cors, sorted(corsHeaders(policy, undefined)))
    })

    it('preflight, allowed origin -> preflightHeaders(policy, origin)', async () => {
      const response = await send(api, 'OPTIONS /ok', preflightLines(web, 'POST', 'x-any'))
      assert.equal(response.status, 204)
      assert.deepEqual(corsLines(response), sorted(preflightHeaders(policy, web)))
    })

    it('preflight of a URL that the router rejects, allowed origin -> the same headers', async () => {
      const lines = preflightLines(web, 'POST', 'x-any')
      const usual = await send(api, 'OPTIONS /ok', lines)
      const rejected = await send(api, 'OPTIONS /%ff', lines)
      assert.equal(rejected.status, 204)
      assert.deepEqual(corsLines(rejected), corsLines(usual))
    })

    it('preflight, disallowed origin -> corsHeaders(policy, undefined)', async () => {
      const response = await send(api, 'OPTIONS /ok', preflightLines(evil, 'POST', 'x-any'))
      assert.equal(response.status, 403)
      const cors = corsLines(response).filter(([header]) => header !== 'content-length')
      assert.deepEqual(cors, sorted(corsHeaders(policy, undefined)))
    })

    for (const request of ['GET /hijack-end', 'GET /invalid-value', 'GET /%ff', 'GETT /']) {
      it(`${request} -> the headers of a usual response, allowed and disallowed`, async () => {
        for (const origin of [web, evil]) {
          const lines: Lines = [['Origin', origin]]
          const withoutLength = (response: WireResponse) =>
            corsLines(response).filter(([header]) => header !== 'content-length')
          const usual = await send(api, 'GET /teapot', lines)
          const response = await sendBytes(api, bytesOf(request, lines))
          assert.deepEqual(withoutLength(response), withoutLength(usual))
        }
      })
    }
  })
}

describe('policy.allows', async () => {
  const calls: (string | undefined)[] = []
  const policy = policyFor()
  const allows = (origin: string | undefined) => {
    calls.push(origin)
    return policy.allows(origin)
  }
  const api = await openApi({ policy: { ...policy, allows }, extraRoutes: failingRoutes })
  after(api.close)
  beforeEach(() => {
    calls.length = 0
  })

  const requests: Record<string, [request: string, lines?: Lines, body?: string]> = {
    'GET /api/items': ['GET /api/items'],
    'HEAD /api/items': ['HEAD /api/items'],
    'POST /api/items': ['POST /api/items', [['Content-Type', 'application/json']], '{"title":"a"}'],
    'DELETE /api/items/1': ['DELETE /api/items/1'],
    'PUT, a method without a route': ['PUT /api/items'],
    'a preflight': ['OPTIONS /api/items', [['Access-Control-Request-Method', 'POST']]],
    'OPTIONS that is not a preflight': ['OPTIONS /api/items'],
    'a WebSocket upgrade': [
      'GET /api/items',
      [
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
      ],
    ],
    'an unknown path': ['GET /nowhere'],
    'a handler that throws': ['GET /throws'],
    'a header value that Node rejects': ['GET /invalid-value'],
    'reply.hijack() and reply.raw.end()': ['GET /hijack-end'],
    'reply.hijack() and reply.raw.writeHead()': ['GET /hijack-head'],
    'a URL that cannot be decoded': ['GET /%ff'],
    'the preflight of such a URL': ['OPTIONS /%ff', [['Access-Control-Request-Method', 'POST']]],
    'a parameter that is too long': [`GET /api/items/${'1'.repeat(101)}`],
    'an unknown Expect': ['GET /ok', [['Expect', 'a miracle']]],
    'a body that is too large': [
      'POST /api/items',
      [
        ['Content-Type', 'application/json'],
        ['Content-Length', '2000000'],
      ],
    ],
    'more than 16 kB of headers': ['GET /ok', [['Cookie', 'a'.repeat(20_000)]]],
    'an unknown method': ['GETT /ok'],
  }
  for (const [name, [request, lines = [], body = '']] of Object.entries(requests)) {
    for (const origin of [web, evil]) {
      it(`${name}, ${origin === web ? 'allowed' : 'disallowed'} origin -> called once`, async () => {
        await send(api, request, [['Origin', origin], ...lines], body)
        assert.deepEqual(calls, [origin])
      })
    }

    it(`${name}, no Origin -> called at most once, with undefined`, async () => {
      await send(api, request, lines, body)
      assert.ok(calls.length <= 1 && calls[0] === undefined, JSON.stringify(calls))
    })
  }

  it('two requests on one connection -> once each, with their own origin', async () => {
    const wire = await Wire.open(api.port)
    for (const origin of [web, evil, admin]) {
      wire.write(bytesOf('POST /api/items', json(origin), '{"title":"a"}'))
      await wire.response()
    }
    wire.close()
    assert.deepEqual(calls, [web, evil, admin])
  })
})
