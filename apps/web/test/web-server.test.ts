import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { brotliCompressSync, brotliDecompressSync, gunzipSync, gzipSync } from 'node:zlib'
import { createWebServer } from '../server/web-server.ts'

const html = '<!doctype html><title>Items</title>'
const script = 'export const items = []'
const folder = mkdtempSync(join(tmpdir(), 'web-'))
const files = join(folder, 'public')
mkdirSync(join(files, 'assets'), { recursive: true })
for (const [name, text] of [
  ['index.html', html],
  ['assets/index-Ab12Cd34.js', script],
] as const) {
  writeFileSync(join(files, name), text)
  writeFileSync(join(files, `${name}.br`), brotliCompressSync(text))
  writeFileSync(join(files, `${name}.gz`), gzipSync(text))
}
writeFileSync(join(files, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
writeFileSync(join(folder, 'server.js'), 'outside the folder of the files')

const webOrigin = 'https://app.acme.dev'
const apiOrigin = 'https://api.acme.dev'
const server = await createWebServer({ files, webOrigin, apiOrigin })
await server.listen({ port: 0, host: '127.0.0.1' })
after(async () => {
  await server.close()
  rmSync(folder, { recursive: true })
})

interface Response {
  status: number
  headers: IncomingMessage['headers']
  body: Buffer
  text: string
}

/** Sends a path unchanged, where fetch would normalize it. */
async function send(path: string, method = 'GET', headers = {}): Promise<Response> {
  const { port } = server.server.address() as AddressInfo
  const sent = request({ port, host: '127.0.0.1', path, method, headers }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const chunks: Buffer[] = []
  for await (const chunk of response) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const { statusCode: status = 0, headers: received } = response
  return { status, headers: received, body, text: body.toString() }
}

const navigation = { accept: 'text/html,*/*;q=0.8', 'sec-fetch-mode': 'navigate' }

describe('security headers', () => {
  const expected = {
    'content-security-policy':
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self';font-src 'self';connect-src https://api.acme.dev;base-uri 'none';form-action 'none';frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  }

  for (const [method, path, status] of [
    ['GET', '/', 200],
    ['HEAD', '/', 200],
    ['GET', '/assets/index-Ab12Cd34.js', 200],
    ['GET', '/items/1', 200],
    ['GET', '/missing.js', 404],
    ['POST', '/', 405],
  ] as const) {
    it(`${method} ${path} → ${status} with all of them`, async () => {
      const { status: actual, headers } = await send(path, method)
      assert.equal(actual, status)
      for (const [name, value] of Object.entries(expected)) assert.equal(headers[name], value, name)
    })
  }

  it('a web origin of http on loopback → no Strict-Transport-Security', async () => {
    const local = await createWebServer({
      files,
      webOrigin: 'http://localhost:8080',
      apiOrigin: 'http://localhost:3000',
    })
    const { headers } = await local.inject('/')
    assert.equal(headers['strict-transport-security'], undefined)
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /;connect-src http:\/\/localhost:3000;/)
  })

  it('a request with an Origin → no CORS header: no other origin reads the page', async () => {
    const { headers } = await send('/', 'GET', { origin: 'https://evil.example' })
    const names = Object.keys(headers).filter((name) => name.startsWith('access-control-'))
    assert.deepEqual(names, [])
  })
})

describe('caching', () => {
  it('index.html → no-cache, and 304 without a body while it is unchanged', async () => {
    const first = await send('/')
    assert.equal(first.text, html)
    assert.equal(first.headers['content-type'], 'text/html; charset=utf-8')
    assert.equal(first.headers['cache-control'], 'no-cache')
    const second = await send('/', 'GET', { 'if-none-match': first.headers.etag })
    assert.deepEqual([second.status, second.text], [304, ''])
    assert.equal(second.headers['cache-control'], 'no-cache')
  })

  it('a file in assets/ → immutable for a year', async () => {
    const { headers } = await send('/assets/index-Ab12Cd34.js')
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
  })

  it('a file outside assets/, whose name is always the same → no-cache', async () => {
    const { headers } = await send('/favicon.svg')
    assert.equal(headers['cache-control'], 'no-cache')
    assert.equal(headers['content-type'], 'image/svg+xml')
  })
})

describe('precompressed files', () => {
  const paths = { '/': html, '/items/1': html, '/assets/index-Ab12Cd34.js': script }
  const decode = {
    br: brotliDecompressSync,
    gzip: gunzipSync,
    identity: (body: Buffer) => body,
  }
  for (const [path, content] of Object.entries(paths)) {
    for (const [acceptEncoding, encoding] of [
      ['gzip, deflate, br, zstd', 'br'],
      ['gzip', 'gzip'],
      ['identity', 'identity'],
    ] as const) {
      it(`${path} with Accept-Encoding: ${acceptEncoding} → ${encoding}`, async () => {
        const headers = { 'accept-encoding': acceptEncoding }
        const response = await send(path, 'GET', headers)
        assert.equal(response.status, 200)
        assert.equal(response.headers['content-encoding'] ?? 'identity', encoding)
        assert.equal(decode[encoding](response.body).toString(), content)
        const type = content === html ? 'text/html' : 'application/javascript'
        assert.equal(response.headers['content-type'], `${type}; charset=utf-8`)
        // A shared cache must not send the compressed response to a client that cannot read it.
        assert.equal(response.headers.vary, 'Accept-Encoding')
      })
    }
  }

  it('a file without a compressed copy → the file itself', async () => {
    const { status, headers } = await send('/favicon.svg', 'GET', { 'accept-encoding': 'br' })
    assert.deepEqual([status, headers['content-encoding']], [200, undefined])
    assert.equal(headers['content-type'], 'image/svg+xml')
  })
})

describe('a path that is not a file', () => {
  for (const path of ['/items', '/items/1', '/items/1?from=list.html', '/assets']) {
    it(`navigation to ${path} → index.html, for the router of the page`, async () => {
      const { status, headers, text } = await send(path, 'GET', navigation)
      assert.deepEqual([status, text], [200, html])
      assert.equal(headers['cache-control'], 'no-cache')
    })
  }

  it('HEAD → the headers of index.html', async () => {
    const { status, headers, text } = await send('/items/1', 'HEAD', navigation)
    assert.deepEqual([status, headers['content-length'], text], [200, String(html.length), ''])
  })

  it('a client without Sec-Fetch-Mode, such as curl → index.html', async () => {
    assert.equal((await send('/items/1', 'GET', { accept: '*/*' })).text, html)
  })

  it('fetch → 404, not a page', async () => {
    const { status, text } = await send('/api/items', 'GET', { 'sec-fetch-mode': 'cors' })
    assert.deepEqual([status, text], [404, 'Not found\n'])
  })

  for (const path of ['/assets/index-Old12345.js', '/assets/items', '/robots.txt', '/a/b.html']) {
    it(`navigation to ${path}, the path of a file → 404`, async () => {
      const { status, headers, text } = await send(path, 'GET', navigation)
      assert.deepEqual([status, text], [404, 'Not found\n'])
      assert.equal(headers['content-type'], 'text/plain')
      assert.equal(headers['cache-control'], undefined)
    })
  }
})

describe('an unusual request', () => {
  for (const path of ['/../server.js', '/assets/../../server.js', '/assets/..%2f..%2fserver.js']) {
    it(`GET ${path} → no file from outside the folder`, async () => {
      const { status, text } = await send(path, 'GET', navigation)
      assert.ok([403, 404].includes(status), String(status))
      assert.doesNotMatch(text, /outside/)
    })
  }

  it('GET with invalid percent-encoding → 400', async () => {
    assert.equal((await send('/%E0%A4%A')).status, 400)
  })

  it('DELETE or POST → 405 with the allowed methods', async () => {
    for (const method of ['DELETE', 'POST']) {
      const { status, headers } = await send('/', method)
      assert.deepEqual([status, headers.allow], [405, 'GET, HEAD'])
    }
  })

  for (const range of ['bytes=5-2', 'bytes=0-3', 'bytes=900-', 'lines=1-2']) {
    it(`Range: ${range} → the whole file`, async () => {
      const { status, text } = await send('/', 'GET', { range })
      assert.deepEqual([status, text], [200, html])
    })
  }
})
