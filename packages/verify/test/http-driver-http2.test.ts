import assert from 'node:assert/strict'
import { constants, createServer as createHttp2c } from 'node:http2'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import type { TLSSocket } from 'node:tls'
import { describe, it } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { createHttpDriver, type OpenHttpDriver } from '../src/http/http-driver.ts'
import { evidenceOf } from '../src/http/redact.ts'
import type { WireRequest } from '../src/exchange.ts'
import { serveHttp2, serveHttps, serveTls } from './http2-server.ts'
import { serveBytes, type LittleServer } from './little-server.ts'

type Options = Partial<Parameters<typeof createHttpDriver>[0]>

/** A listener of either protocol. */
type OnRequest = (request: { httpVersion: string }, response: { end: () => unknown }) => void

/** Runs with a driver that accepts any certificate, then closes it and the server. */
async function using<S extends LittleServer, T>(
  server: S,
  run: (http: OpenHttpDriver, server: S) => Promise<T>,
  options: Options = {},
): Promise<T> {
  const http = createHttpDriver({
    timeoutMs: 5000,
    resolve: new Map(),
    ignoreCertificates: true,
    signal: new AbortController().signal,
    maxRequests: 100,
    ...options,
  })
  try {
    return await run(http, server)
  } finally {
    http.close()
    await server.close()
  }
}

/** Waits up to 3 s until a condition holds. */
async function until(holds: () => boolean, condition: string) {
  for (let left = 100; !holds(); left -= 1) {
    assert.ok(left > 0, `not so within 3 s: ${condition}`)
    await wait(30)
  }
}

const get = (url: string, headers: WireRequest['headers'] = []): WireRequest => ({
  method: 'GET',
  url,
  headers,
})
const post = (url: string): WireRequest => ({ method: 'POST', url, headers: [], body: '{}' })

const handshake = (url: string): WireRequest =>
  get(url.replace('https:', 'wss:'), [
    ['Connection', 'Upgrade'],
    ['Upgrade', 'websocket'],
    ['Sec-WebSocket-Version', '13'],
    ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
  ])

describe('the HTTP driver, over HTTP/2', { concurrency: true }, () => {
  it('a server that speaks HTTP/2 alone → is read', async () => {
    const server = await serveHttp2((stream) => {
      stream.respond({ ':status': 201, 'x-a': '1' })
      stream.end('hello')
    })
    const { response } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(response?.status, 201)
    assert.deepEqual(response?.headers[0], ['x-a', '1'])
    assert.equal(response?.body, 'hello')
  })

  it('a server that speaks neither HTTP/2 nor HTTP/1.1 → tls, and the message names both', async () => {
    const server = await serveTls((socket) => socket.end(), { ALPNProtocols: ['imap'] })
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'tls')
    assert.match(networkError?.message ?? '', /does not speak HTTP\/2 or HTTP\/1\.1\.$/)
  })

  it('two Origin lines → both reach the server, in order; headers of one connection do not', async () => {
    let seen: string[] = []
    const server = await serveHttp2((stream, _headers, rawHeaders) => {
      seen = rawHeaders
      stream.respond()
      stream.end()
    })
    await using(server, (http) =>
      http.send(
        get(`${server.url}items?page=2`, [
          ['Origin', 'https://a.example'],
          ['Connection', 'keep-alive'],
          ['X-Tenant', '7'],
          ['Origin', 'null'],
        ]),
      ),
    )
    assert.deepEqual(seen, [
      ':method',
      'GET',
      ':authority',
      `127.0.0.1:${server.port}`,
      ':scheme',
      'https',
      ':path',
      '/items?page=2',
      'origin',
      'https://a.example',
      'origin',
      'null',
      'x-tenant',
      '7',
    ])
  })

  it('doubled response headers → each line is returned', async () => {
    const doubled: Record<string, string[]> = {
      'access-control-allow-origin': ['https://a.example', '*'],
      'set-cookie': ['a=1', 'b=2'],
    }
    const server = await serveHttp2((stream) => stream.respond(doubled, { endStream: true }))
    const { response } = await using(server, (http) => http.send(get(server.url)))
    assert.deepEqual(response?.headers.slice(0, 4), [
      ['access-control-allow-origin', 'https://a.example'],
      ['access-control-allow-origin', '*'],
      ['set-cookie', 'a=1'],
      ['set-cookie', 'b=2'],
    ])
  })

  it('two values in one line → stay one line', async () => {
    const server = await serveHttp2((stream) => {
      stream.respond({ 'access-control-allow-origin': 'https://a.example, *' }, { endStream: true })
    })
    const { response } = await using(server, (http) => http.send(get(server.url)))
    assert.deepEqual(response?.headers[0], ['access-control-allow-origin', 'https://a.example, *'])
  })

  it('a preflight response that is a status alone → 204 without headers', async () => {
    let method: string | undefined
    const server = await serveHttp2((stream, headers) => {
      method = headers[':method']
      stream.respond({ ':status': 204 }, { endStream: true })
    })
    const { response } = await using(server, (http) =>
      http.send({ method: 'OPTIONS', url: server.url, headers: [] }),
    )
    assert.equal(method, 'OPTIONS')
    assert.equal(response?.status, 204)
    assert.deepEqual(
      response?.headers.filter(([name]) => name !== 'date'),
      [],
    )
    assert.equal(response?.body, '')
  })

  it('a 103 before the response → the response is read', async () => {
    const server = await serveHttp2((stream) => {
      stream.additionalHeaders({ ':status': 103, 'x-early': '1' })
      stream.respond({ ':status': 200, 'x-a': '1' }, { endStream: true })
    })
    const { response } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(response?.status, 200)
    assert.deepEqual(response?.headers[0], ['x-a', '1'])
  })

  it('a POST → its body and its length arrive; without a body → Content-Length: 0', async () => {
    const seen: [string | undefined, string][] = []
    const server = await serveHttp2((stream, headers) => {
      let body = ''
      stream.on('data', (chunk: Buffer) => (body += chunk.toString()))
      stream.on('end', () => {
        seen.push([headers['content-length'], body])
        stream.respond()
        stream.end()
      })
    })
    await using(server, async (http) => {
      await http.send(post(server.url))
      await http.send({ method: 'POST', url: server.url, headers: [] })
    })
    assert.deepEqual(seen, [
      ['2', '{}'],
      ['0', ''],
    ])
  })

  it('a body without end → the head is enough when only the head is waited for', async () => {
    let closed = false
    const server = await serveHttp2((stream) => {
      stream.on('close', () => (closed = true))
      stream.respond({ 'content-type': 'text/event-stream' })
      stream.write('data: 1\n\n')
    })
    await using(server, async (http) => {
      const { response } = await http.send(get(server.url), 'head')
      assert.equal(response?.status, 200)
      assert.equal(response.body, '')
      await until(() => closed, 'the stream is closed')
    })
  })

  it('a body of a megabyte → 64 kB of it are stored', async () => {
    const server = await serveHttp2((stream) => {
      stream.respond()
      stream.end('x'.repeat(1_000_000))
    })
    const { response } = await using(server, (http) => http.send(get(server.url)))
    const length = response?.body.length ?? 0
    assert.ok(length >= 64 * 1024 && length < 200_000, String(length))
  })

  it('cookies that the server sets → are redacted in a report', async () => {
    const server = await serveHttp2((stream) => {
      stream.respond({ 'set-cookie': 'session=secret; Path=/' }, { endStream: true })
    })
    const exchange = await using(server, (http) =>
      http.send(get(server.url, [['Cookie', 'session=secret']])),
    )
    const evidence = JSON.stringify(evidenceOf(exchange))
    assert.match(evidence, /session=\*\*\*; Path=\//)
    assert.doesNotMatch(evidence, /secret/)
  })

  it('a name resolved elsewhere → the server gets the name as authority', async () => {
    let authority: string | undefined
    const server = await serveHttp2((stream, headers) => {
      authority = headers[':authority']
      stream.respond({}, { endStream: true })
    })
    const resolve = new Map([['api.example.com:443', { address: '127.0.0.1', port: server.port }]])
    const { response } = await using(server, (http) => http.send(get('https://api.example.com/')), {
      resolve,
    })
    assert.equal(response?.status, 200)
    assert.equal(authority, 'api.example.com')
  })

  it('a name resolved elsewhere, and another is requested → that one is not found', async () => {
    const server = await serveHttp2((stream) => stream.respond({}, { endStream: true }))
    const resolve = new Map([['api.example.com:443', { address: '127.0.0.1', port: server.port }]])
    const { networkError } = await using(
      server,
      (http) => http.send(get('https://other.invalid/')),
      { resolve },
    )
    assert.equal(networkError?.reason, 'dns')
  })

  it('a certificate of an unknown authority → tls-authority, unless certificates are ignored', async () => {
    const server = await serveHttp2((stream) => stream.respond({}, { endStream: true }))
    const { networkError } = await using(server, (http) => http.send(get(server.url)), {
      ignoreCertificates: false,
    })
    assert.equal(networkError?.reason, 'tls-authority')
  })
})

describe('the connections of HTTP/2', { concurrency: true }, () => {
  it('requests that read → share a session; one that writes → gets its own, and it is closed', async () => {
    const server = await serveHttp2((stream) => stream.respond({}, { endStream: true }))
    await using(server, async (http) => {
      await Promise.all([http.send(get(server.url)), http.send(get(server.url))])
      await http.send(get(server.url))
      assert.equal(server.sessions.length, 1)
      await http.send(post(server.url))
      assert.equal(server.sessions.length, 2)
      await until(() => server.sessions[1]?.destroyed === true, 'the session is closed')
      assert.equal(server.sessions[0]?.destroyed, false)
    })
  })

  it('the server drops the connection between two requests → the second gets a new one', async () => {
    const server = await serveHttp2((stream) => stream.respond({}, { endStream: true }))
    const sockets: TLSSocket[] = []
    server.server.on('secureConnection', (socket: TLSSocket) => sockets.push(socket))
    await using(server, async (http) => {
      await http.send(get(server.url))
      sockets[0]?.destroy()
      await wait(600)
      const { response } = await http.send(get(server.url))
      assert.equal(response?.status, 200)
      // The driver saw the end of the connection, and sent the second request once.
      assert.equal(http.sent, 2)
    })
  })

  it('GOAWAY while a response is under way → it is read, and the next request gets a new session', async () => {
    const server = await serveHttp2((stream) => {
      if (server.sessions.length === 1) {
        stream.session?.goaway()
        setTimeout(() => stream.respond({ ':status': 201 }, { endStream: true }), 1500)
      } else stream.respond({}, { endStream: true })
    })
    await using(server, async (http) => {
      const first = http.send(get(server.url))
      await until(() => server.sessions.length === 1, 'there is a session')
      await wait(200)
      assert.equal((await http.send(get(server.url))).response?.status, 200)
      assert.equal((await first).response?.status, 201)
      assert.equal(server.sessions.length, 2)
      assert.equal(http.sent, 2)
    })
  })

  it('the server closes the session between two requests → the second gets a new one', async () => {
    const server = await serveHttp2((stream) => stream.respond({}, { endStream: true }))
    await using(server, async (http) => {
      await http.send(get(server.url))
      // GOAWAY, and the end of the connection.
      server.sessions[0]?.close()
      await wait(600)
      const { response } = await http.send(get(server.url))
      assert.equal(response?.status, 200)
      assert.equal(server.sessions.length, 2)
      assert.equal(http.sent, 2)
    })
  })

  it('the server closes the session under a request → it is sent again on a new one', async () => {
    let streams = 0
    const server = await serveHttp2((stream) => {
      streams += 1
      if (streams === 2) stream.session?.destroy()
      else stream.respond({}, { endStream: true })
    })
    await using(server, async (http) => {
      await http.send(get(server.url))
      const { response } = await http.send(get(server.url))
      assert.equal(response?.status, 200)
      assert.equal(streams, 3)
      assert.equal(http.sent, 3)
    })
  })

  it('the server closes the session under a request that writes → closed, and not sent again', async () => {
    let streams = 0
    const server = await serveHttp2((stream) => {
      streams += 1
      stream.session?.destroy()
    })
    const { networkError } = await using(server, (http) => http.send(post(server.url)))
    assert.deepEqual(networkError, {
      reason: 'closed',
      message: `127.0.0.1:${server.port} closed the connection without a response.`,
    })
    assert.equal(streams, 1)
  })

  for (const [protocol, version, serve] of [
    [
      'HTTP/2',
      '2.0',
      async (onRequest: OnRequest) => {
        const server = await serveHttp2(() => {})
        server.server.on('request', onRequest)
        return server
      },
    ],
    ['HTTP/1.1', '1.1', (onRequest: OnRequest) => serveHttps(onRequest)],
  ] as const)
    it(`20 requests at once over ${protocol}, ten of which write → at most 8 are under way`, async () => {
      let underWay = 0
      let maxUnderWay = 0
      const versions = new Set<string>()
      const server = await serve(({ httpVersion }, response) => {
        versions.add(httpVersion)
        underWay += 1
        maxUnderWay = Math.max(maxUnderWay, underWay)
        setTimeout(() => {
          underWay -= 1
          response.end()
        }, 3000)
      })
      // The time limit of a response does not include the wait for a connection: three rounds take 9 s.
      const exchanges = await using(
        server,
        (http) =>
          Promise.all(
            Array.from({ length: 20 }, (_, index) =>
              http.send(index % 2 === 0 ? get(server.url) : post(server.url)),
            ),
          ),
        { timeoutMs: 8500 },
      )
      assert.ok(exchanges.every(({ response }) => response?.status === 200))
      assert.deepEqual([...versions], [version])
      assert.equal(maxUnderWay, 8)
    })

  it('a server that allows one stream at a time → all are read', async () => {
    const server = await serveHttp2(
      (stream) => setTimeout(() => stream.respond({}, { endStream: true }), 20),
      { settings: { maxConcurrentStreams: 1 } },
    )
    const exchanges = await using(server, (http) =>
      Promise.all(Array.from({ length: 4 }, () => http.send(get(server.url)))),
    )
    assert.ok(exchanges.every(({ response }) => response?.status === 200))
  })
})

describe('the choice of the protocol', { concurrency: true }, () => {
  it('a server that speaks both → HTTP/2', async () => {
    const versions: string[] = []
    const server = await serveHttp2(() => {}, { allowHTTP1: true })
    server.server.on('request', ({ httpVersion }, response) => {
      versions.push(httpVersion)
      response.end()
    })
    await using(server, (http) => http.send(get(server.url)))
    assert.deepEqual(versions, ['2.0'])
  })

  it('a server that chooses HTTP/1.1 → HTTP/1.1, header lines as given and as they came', async () => {
    let seen: string[] = []
    const server = await serveHttps((request, response) => {
      seen = request.rawHeaders
      response.setHeader('X-Tenant', '7')
      response.end()
    })
    await using(server, async (http) => {
      const { response } = await http.send(get(server.url, [['X-TENANT', '7']]))
      assert.deepEqual(response?.headers[0], ['X-Tenant', '7'])
      assert.deepEqual(seen.slice(0, 4), ['Host', new URL(server.url).host, 'X-TENANT', '7'])
      const { response: written } = await http.send(post(server.url))
      assert.equal(written?.status, 200)
    })
  })

  it('a server without ALPN → HTTP/1.1, after one connection that negotiates the protocol', async () => {
    let connections = 0
    const server = await serveTls((socket) => {
      connections += 1
      socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
    })
    await using(server, async (http) => {
      for (let count = 0; count < 3; count += 1) {
        const { response } = await http.send(get(server.url))
        assert.equal(response?.status, 200)
      }
    })
    assert.equal(connections, 2)
  })

  it('20 requests at once to a server that chooses HTTP/1.1 → one connection negotiates the protocol', async () => {
    let connections = 0
    const server = await serveHttps((_request, response) => response.end())
    server.server.on('secureConnection', () => (connections += 1))
    await using(server, (http) =>
      Promise.all(Array.from({ length: 20 }, () => http.send(get(server.url)))),
    )
    assert.equal(connections, 1 + 8)
  })

  for (const [method, request] of [
    ['GET', get],
    ['POST', post],
  ] as const)
    it(`a ${method} whose stream is reset by HTTP_1_1_REQUIRED → is sent again over HTTP/1.1`, async () => {
      const server = await serveHttp2(
        (stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED),
        { allowHTTP1: true },
      )
      server.server.on('request', ({ httpVersion }, response) => {
        if (httpVersion === '1.1') response.end('over 1.1')
      })
      await using(server, async (http) => {
        assert.equal((await http.send(request(server.url))).response?.body, 'over 1.1')
        assert.equal(http.sent, 2)
        // The driver uses HTTP/1.1 for the rest of the run.
        assert.equal((await http.send(request(server.url))).response?.body, 'over 1.1')
        assert.equal(http.sent, 3)
      })
    })

  it('HTTP_1_1_REQUIRED in GOAWAY → sent again over HTTP/1.1', async () => {
    const server = await serveHttp2(
      (stream) => stream.session?.goaway(constants.NGHTTP2_HTTP_1_1_REQUIRED),
      { allowHTTP1: true },
    )
    server.server.on('request', ({ httpVersion }, response) => {
      if (httpVersion === '1.1') response.end('over 1.1')
    })
    const { response } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(response?.body, 'over 1.1')
  })

  it('HTTP_1_1_REQUIRED, and no request is left → cut off by the limit', async () => {
    const server = await serveHttp2((stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED), {
      allowHTTP1: true,
    })
    const { cutOff } = await using(server, (http) => http.send(get(server.url)), { maxRequests: 1 })
    assert.match(cutOff ?? '', /its limit of 1 requests/)
  })

  it('HTTP_1_1_REQUIRED from a server that does not speak HTTP/1.1 → tls', async () => {
    const server = await serveHttp2((stream) => stream.close(constants.NGHTTP2_HTTP_1_1_REQUIRED))
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'tls')
  })

  it('a WebSocket to a server that speaks both → opens over HTTP/1.1, after a request over HTTP/2', async () => {
    const versions: string[] = []
    const server = await serveHttp2(() => {}, { allowHTTP1: true })
    server.server.on('request', ({ httpVersion }, response) => {
      versions.push(httpVersion)
      response.end()
    })
    server.server.on('upgrade', ({ httpVersion }: IncomingMessage, socket: Duplex) => {
      versions.push(httpVersion)
      // A frame with text, so that the driver does not wait for one.
      socket.write(
        'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n\x81\x00',
      )
    })
    await using(server, async (http) => {
      await http.send(get(server.url))
      const { response } = await http.send(handshake(server.url))
      assert.equal(response?.status, 101)
    })
    assert.deepEqual(versions, ['2.0', '1.1'])
  })

  it('a WebSocket to a server that speaks HTTP/2 alone → tls, and the message names HTTP/1.1', async () => {
    const server = await serveHttp2(() => {})
    const { networkError } = await using(server, (http) => http.send(handshake(server.url)))
    assert.equal(networkError?.reason, 'tls')
    assert.match(networkError?.message ?? '', /does not speak HTTP\/1\.1, which WebSockets need\.$/)
  })
})

describe('errors of HTTP/2', { concurrency: true }, () => {
  it('a stream without a response → timeout, and the message names the limit', async () => {
    const server = await serveHttp2(() => {})
    const { networkError } = await using(server, (http) => http.send(get(server.url)), {
      timeoutMs: 200,
    })
    assert.deepEqual(networkError, {
      reason: 'timeout',
      message: `127.0.0.1:${server.port} sent no response within 0.2 s.`,
    })
  })

  it('a response just in time → is read', async () => {
    const server = await serveHttp2((stream) => {
      setTimeout(() => stream.respond({}, { endStream: true }), 200)
    })
    const { response } = await using(server, (http) => http.send(get(server.url)), {
      timeoutMs: 2000,
    })
    assert.equal(response?.status, 200)
  })

  it('a server that never ends the TLS handshake → timeout', async () => {
    const server = await serveBytes(() => {})
    const { networkError } = await using(
      server,
      (http) => http.send(get(server.url.replace('http:', 'https:'))),
      { timeoutMs: 200 },
    )
    assert.equal(networkError?.reason, 'timeout')
    assert.match(networkError?.message ?? '', /sent no response within 0\.2 s\.$/)
  })

  for (const [phase, serve] of [
    ['a stream', () => serveHttp2(() => {})],
    [
      'a TLS handshake',
      async () => {
        const { url, close } = await serveBytes(() => {})
        return { url: url.replace('http:', 'https:'), close }
      },
    ],
  ] as const)
    it(`the run’s time is up during ${phase} → ends at once`, async () => {
      const started = performance.now()
      const { networkError, cutOff } = await using(
        await serve(),
        // The driver does not repeat a request that writes.
        (http, { url }) => http.send(post(url)),
        { signal: AbortSignal.timeout(200) },
      )
      assert.match(cutOff ?? '', /time limit of the run was reached/)
      assert.equal(networkError, undefined)
      assert.ok(performance.now() - started < 3000)
    })

  for (const [protocol, serve] of [
    ['HTTP/2', () => serveHttp2(() => {})],
    ['HTTP/1.1', () => serveHttps(() => {})],
  ] as const)
    it(`the run’s time is up while requests wait for their turn over ${protocol} → none of them is sent`, async () => {
      const server = await serve()
      let requests = 0
      server.server.on('request', () => (requests += 1))
      const run = new AbortController()
      const exchanges = await using(
        server,
        async (http) => {
          const all = Promise.all(Array.from({ length: 20 }, () => http.send(get(server.url))))
          await until(() => requests === 8, '8 requests have arrived')
          run.abort()
          return all
        },
        { signal: run.signal },
      )
      assert.ok(exchanges.every(({ cutOff }) => cutOff !== undefined))
      assert.equal(requests, 8)
    })

  for (const [code, reason, text, streams] of [
    ['NO_ERROR', 'closed', 'closed the connection without a response.', 2],
    [
      'INTERNAL_ERROR',
      'closed',
      'closed the HTTP/2 stream without a response (INTERNAL_ERROR).',
      2,
    ],
    [
      'REFUSED_STREAM',
      'closed',
      'closed the HTTP/2 stream without a response (REFUSED_STREAM).',
      2,
    ],
    ['PROTOCOL_ERROR', 'malformed', 'failed before a response (PROTOCOL_ERROR).', 1],
    ['INADEQUATE_SECURITY', 'tls', 'is too weak for HTTP/2 (INADEQUATE_SECURITY).', 1],
  ] as const)
    it(`a stream that is reset by ${code} → ${reason}, after ${streams} requests`, async () => {
      let seen = 0
      const server = await serveHttp2((stream) => {
        seen += 1
        stream.close(constants[`NGHTTP2_${code}`])
      })
      const { networkError } = await using(server, (http) => http.send(get(server.url)))
      assert.equal(networkError?.reason, reason)
      assert.ok(networkError.message.endsWith(text), networkError.message)
      assert.equal(seen, streams)
    })

  it('a session that ends with an error → closed, and names it', async () => {
    const server = await serveHttp2((stream) => {
      stream.session?.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM)
    })
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'closed')
    assert.match(networkError?.message ?? '', /\(ENHANCE_YOUR_CALM\)\.$/)
  })

  it('a server that chooses HTTP/2 and speaks another protocol → malformed', async () => {
    const server = await serveTls((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'), {
      ALPNProtocols: ['h2'],
    })
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'malformed')
    assert.match(networkError?.message ?? '', /is not valid HTTP\/2\.$/)
  })

  it('a server that chooses HTTP/2 and hangs up → closed, after a second connection', async () => {
    let connections = 0
    const server = await serveTls(
      (socket) => {
        connections += 1
        socket.destroy()
      },
      { ALPNProtocols: ['h2'] },
    )
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'closed')
    assert.equal(connections, 2)
  })

  it('HTTP/2 over plain http → malformed, since browsers speak it over TLS alone', async () => {
    const plain = createHttp2c()
    await new Promise<void>((resolve) => plain.listen(0, '127.0.0.1', resolve))
    const { port } = plain.address() as AddressInfo
    const server = {
      url: `http://127.0.0.1:${port}/`,
      close: () => new Promise<void>((resolve) => plain.close(() => resolve())),
    }
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.deepEqual(networkError, {
      reason: 'malformed',
      message: `127.0.0.1:${port} speaks HTTP/2 without TLS, as no browser does.`,
    })
  })

  it('HTTP/2 over TLS without ALPN → malformed, since browsers need ALPN', async () => {
    const settings = Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])
    const server = await serveTls((socket) => socket.end(settings))
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'malformed')
    assert.match(networkError?.message ?? '', /speaks HTTP\/2 without ALPN, as no browser does\.$/)
  })

  it('bytes that are not a SETTINGS frame → malformed, and the message does not name HTTP/2', async () => {
    const server = await serveBytes((socket) =>
      socket.end(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 1])),
    )
    const { networkError } = await using(server, (http) => http.send(get(server.url)))
    assert.equal(networkError?.reason, 'malformed')
    assert.doesNotMatch(networkError?.message ?? '', /HTTP\/2/)
  })
})
