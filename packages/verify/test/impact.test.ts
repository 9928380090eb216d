import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { privateApi, publicApi, verified, webOrigin, type Listener } from './verified.ts'

/** A public API whose responses also have these headers. */
const withHeaders =
  (headers: Record<string, string>): Listener =>
  (request, response) => {
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    publicApi(request, response)
  }

const anyHeader = { 'access-control-allow-headers': '*', 'access-control-allow-methods': '*' }

const notFound: Listener = (request, response) => {
  response.setHeader('access-control-allow-origin', '*')
  response.writeHead(404).end()
}

describe(
  'the impact of a finding that is not the usual one of its code',
  { concurrency: 4 },
  () => {
    for (const [name, listener, options, title, impact] of [
      [
        'Authorization that only * allows',
        withHeaders(anyHeader),
        {},
        /does not include Authorization/,
        /in browsers that follow the standard/,
      ],
      [
        'Access-Control-Max-Age: 0',
        withHeaders({ ...anyHeader, 'access-control-max-age': '0' }),
        {},
        /Max-Age: 0/,
        /do not cache/,
      ],
      [
        'Access-Control-Max-Age: 10m',
        withHeaders({ ...anyHeader, 'access-control-max-age': '10m' }),
        {},
        /Max-Age/,
        /for 5 s/,
      ],
      [
        'Access-Control-Max-Age: 604800',
        withHeaders({ ...anyHeader, 'access-control-max-age': '604800' }),
        {},
        /Max-Age/,
        /own limit/,
      ],
      [
        'an image with Cross-Origin-Resource-Policy: same-origin',
        withHeaders({ 'content-type': 'image/png', 'cross-origin-resource-policy': 'same-origin' }),
        {},
        /^Elements of the page/,
        /do not load it/,
      ],
      ['a readable 404', notFound, {}, /^The server responds 404/, /another resource/],
      [
        'a loopback API of a page on a public origin',
        publicApi,
        { origins: ['https://app.example.com'] },
        /^Local Network Access/,
        /permission/,
      ],
      [
        'a cookie with another Domain',
        (request, response) => {
          response.setHeader('set-cookie', 'session=1; Domain=other.example')
          privateApi(request, response)
        },
        { credentials: true },
        /^The cookie session/,
        /without the cookie/,
      ],
      [
        'a preflight that allows a disallowed origin',
        (request, response) => {
          if (request.method === 'OPTIONS') {
            response.setHeader('access-control-allow-origin', request.headers.origin ?? '')
            response.setHeader('access-control-allow-credentials', 'true')
            response.setHeader('access-control-allow-methods', 'GET, PUT, PATCH')
            response.setHeader('access-control-allow-headers', 'content-type')
            response.setHeader('vary', 'Origin')
            response.writeHead(204).end()
          } else privateApi(request, response)
        },
        { credentials: true },
        /may send credentialed writes/,
        /can send writes/,
      ],
      [
        'a WebSocket that an allowed page cannot open',
        privateApi,
        { webSockets: ['/live'] },
        /cannot open its WebSocket/,
        /the WebSocket fails/,
      ],
      [
        'a response that is not an event stream',
        publicApi,
        { streams: ['/events'] },
        /not an event stream/,
        /EventSource fails/,
      ],
    ] as const satisfies readonly (readonly [string, Listener, object, RegExp, RegExp])[])
      it(`${name} → ${String(impact)}`, async () => {
        const { findings } = await verified(listener, options)
        const found = findings.find((finding) => title.test(finding.title))
        assert.match(
          found?.impact ??
            `no such finding among: ${findings.map((each) => each.title).join('; ')}`,
          impact,
        )
      })

    it(`a page on ${webOrigin} that can use the API → no finding with the impact that its requests fail`, async () => {
      const { findings } = await verified(withHeaders(anyHeader), {
        requestHeaders: ['authorization'],
      })
      assert.deepEqual(
        findings.filter(({ impact }) => /fails|does not send/.test(impact)),
        [],
      )
    })
  },
)
