import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { WireRequest } from '../src/exchange.ts'
import { createHttpDriver } from '../src/http/http-driver.ts'
import { evidenceOf, redact } from '../src/http/redact.ts'
import { serve, serveBytes } from './little-server.ts'

function driver(options: Partial<Parameters<typeof createHttpDriver>[0]> = {}) {
  return createHttpDriver({
    timeoutMs: 5000,
    resolve: new Map(),
    ignoreCertificates: false,
    signal: new AbortController().signal,
    maxRequests: 100,
    ...options,
  })
}

const get = (url: string, headers: WireRequest['headers'] = []): WireRequest => ({
  method: 'GET',
  url,
  headers,
})

describe('the HTTP driver', { concurrency: true }, () => {
  it('two Origin lines → both reach the server, in order, beside Host', async () => {
    let seen: string[] = []
    const server = await serve((request, response) => {
      seen = request.rawHeaders
      response.end()
    })
    const http = driver()
    await http.send(
      get(`${server.url}/`, [
        ['Origin', 'https://a.example'],
        ['Origin', 'null'],
      ]),
    )
    http.close()
    await server.close()
    assert.deepEqual(seen.slice(0, 6), [
      'Host',
      server.url.slice('http://'.length),
      'Origin',
      'https://a.example',
      'Origin',
      'null',
    ])
  })

  it('doubled response headers → each line is returned, in its case', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, ['X-A', '1', 'x-a', '2'])
      response.end('hello')
    })
    const http = driver()
    const { response } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.deepEqual(response?.headers.slice(0, 2), [
      ['X-A', '1'],
      ['x-a', '2'],
    ])
    assert.equal(response?.body, 'hello')
  })

  it('a POST without a body → Content-Length: 0, as browsers send it, and no chunks', async () => {
    let seen: Record<string, unknown> = {}
    const server = await serve((request, response) => {
      seen = request.headers
      response.end()
    })
    const http = driver()
    await http.send({ method: 'POST', url: server.url, headers: [] })
    http.close()
    await server.close()
    assert.equal(seen['content-length'], '0')
    assert.equal(seen['transfer-encoding'], undefined)
  })

  it('a large body that the server reads → is sent whole, 50 ms or more after the head', async () => {
    let received = 0
    let waitedMs = 0
    const server = await serve((request, response) => {
      const headAt = performance.now()
      request.once('data', () => (waitedMs = performance.now() - headAt))
      request.on('data', (chunk: Buffer) => (received += chunk.length))
      request.on('end', () => response.end())
    })
    const http = driver()
    const body = ' '.repeat(2 * 1024 * 1024)
    const { response } = await http.send({ method: 'POST', url: server.url, headers: [], body })
    http.close()
    await server.close()
    assert.equal(response?.status, 200)
    assert.equal(received, body.length)
    assert.ok(waitedMs > 50, String(waitedMs))
  })

  it('a server that rejects a large body by its length, after 1.5 seconds → its response, and no body is sent', async () => {
    let received = 0
    const server = await serve((request, response) => {
      request.on('data', (chunk: Buffer) => (received += chunk.length))
      setTimeout(() => response.writeHead(413, { connection: 'close' }).end(), 1500)
    })
    const http = driver()
    const body = ' '.repeat(2 * 1024 * 1024)
    const { response } = await http.send({ method: 'POST', url: server.url, headers: [], body })
    http.close()
    await server.close()
    assert.equal(response?.status, 413)
    assert.equal(received, 0)
  })

  it('a redirect → is returned and not followed', async () => {
    let requests = 0
    const server = await serve((_request, response) => {
      requests += 1
      response.writeHead(302, { location: '/elsewhere' }).end()
    })
    const http = driver()
    const { response } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.equal(response?.status, 302)
    assert.equal(requests, 1)
  })

  it('a body without end → the head is enough when only the head is waited for', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write('data: 1\n\n')
    })
    const http = driver()
    const { response } = await http.send(get(server.url), 'head')
    http.close()
    await server.close()
    assert.equal(response?.status, 200)
  })

  it('a body of a megabyte → 64 kB of it are stored', async () => {
    const server = await serve((_request, response) => response.end('x'.repeat(1_000_000)))
    const http = driver()
    const { response } = await http.send(get(server.url))
    http.close()
    await server.close()
    const length = response?.body.length ?? 0
    assert.ok(length >= 64 * 1024 && length < 200_000, String(length))
  })

  it('a server that sends no response → timeout, and the message names the limit', async () => {
    const server = await serveBytes(() => {})
    const http = driver({ timeoutMs: 200 })
    const { networkError } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.equal(networkError?.reason, 'timeout')
    assert.match(networkError?.message ?? '', /sent no response within 0\.2 s\.$/)
  })

  it('a server that does not speak HTTP → malformed', async () => {
    const server = await serveBytes((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n'))
    const http = driver()
    const { networkError } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.equal(networkError?.reason, 'malformed')
  })

  it('a server that hangs up → sent again on a new connection once, then closed', async () => {
    let connections = 0
    const server = await serveBytes((socket) => {
      connections += 1
      socket.destroy()
    })
    const http = driver()
    const { networkError } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.equal(networkError?.reason, 'closed')
    assert.equal(connections, 2)
  })

  it('a port without a server → refused', async () => {
    const server = await serve(() => {})
    await server.close()
    const http = driver()
    const { networkError } = await http.send(get(server.url))
    http.close()
    assert.equal(networkError?.reason, 'refused')
  })

  it('a name that DNS does not know → dns', async () => {
    const http = driver()
    const { networkError } = await http.send(get('http://no-such-host.invalid/'))
    http.close()
    assert.equal(networkError?.reason, 'dns')
  })

  it('https to a plain server → tls, without file names of OpenSSL', async () => {
    const server = await serve((_request, response) => response.end())
    const http = driver()
    const { networkError } = await http.send(get(server.url.replace('http:', 'https:')))
    http.close()
    await server.close()
    assert.equal(networkError?.reason, 'tls')
    assert.doesNotMatch(networkError?.message ?? '', /\.c:\d+/)
  })

  it('a name resolved elsewhere → the server gets the name in Host', async () => {
    let host: string | undefined
    const server = await serve((request, response) => {
      host = request.headers.host
      response.end()
    })
    const port = Number(new URL(server.url).port)
    const http = driver({
      resolve: new Map([['api.example.com:80', { address: '127.0.0.1', port }]]),
    })
    const { response } = await http.send(get('http://api.example.com/'))
    http.close()
    await server.close()
    assert.equal(response?.status, 200)
    assert.equal(host, 'api.example.com')
  })

  it('a request beyond the limit of the run → is not sent, and cutOff names the limit', async () => {
    let requests = 0
    const server = await serve((_request, response) => {
      requests += 1
      response.end()
    })
    const http = driver({ maxRequests: 1 })
    await http.send(get(server.url))
    const { networkError, cutOff } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.match(cutOff ?? '', /its limit of 1 requests/)
    assert.equal(networkError, undefined)
    assert.equal(requests, 1)
  })

  it('the run’s time is up → requests under way end at once', async () => {
    const server = await serveBytes(() => {})
    const http = driver({ signal: AbortSignal.timeout(100) })
    const started = performance.now()
    const { networkError, cutOff } = await http.send(get(server.url))
    http.close()
    await server.close()
    assert.match(cutOff ?? '', /time limit of the run was reached/)
    assert.equal(networkError, undefined)
    assert.ok(performance.now() - started < 3000)
  })
})

describe('the evidence in a report', () => {
  it('cookies, set cookies and tokens are redacted, their names and attributes stay', () => {
    assert.deepEqual(
      redact([
        ['Cookie', 'session=secret; theme=dark'],
        ['Set-Cookie', 'session=secret=; Path=/; Secure'],
        ['Authorization', 'Bearer secret'],
        ['Origin', 'https://app.example.com'],
      ]),
      [
        ['Cookie', 'session=***; theme=***'],
        ['Set-Cookie', 'session=***; Path=/; Secure'],
        ['Authorization', 'Bearer ***'],
        ['Origin', 'https://app.example.com'],
      ],
    )
  })

  it('has no bodies', () => {
    const evidence = evidenceOf({
      request: { method: 'POST', url: 'https://a.example/', headers: [], body: 'secret' },
      response: { status: 200, headers: [], body: 'secret', milliseconds: 1 },
    })
    assert.doesNotMatch(JSON.stringify(evidence), /secret/)
  })
})
