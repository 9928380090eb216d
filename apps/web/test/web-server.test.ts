import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { securityHeaders } from '../server/security-headers.ts'
import { createWebServer } from '../server/web-server.ts'

const folder = mkdtempSync(join(tmpdir(), 'web-'))
const files = join(folder, 'public')
mkdirSync(join(files, 'assets'), { recursive: true })
writeFileSync(join(files, 'index.html'), '<!doctype html><title>Items</title>')
writeFileSync(join(files, 'assets', 'index-Ab12Cd34.js'), 'export {}')
writeFileSync(join(folder, 'server.js'), 'for nobody')

const webOrigin = 'https://app.acme.dev'
const apiOrigin = 'https://api.acme.dev'
const server = createWebServer({ files, webOrigin, apiOrigin }).listen(0, '127.0.0.1')
await once(server, 'listening')
after(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

/** Sends a path as it is, which fetch would tidy up. */
async function ask(path: string, method = 'GET', headers = {}): Promise<Answer> {
  const { port } = server.address() as AddressInfo
  const sent = request({ port, host: '127.0.0.1', path, method, headers }).end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  let body = ''
  for await (const chunk of answer) body += String(chunk)
  return { status: answer.statusCode ?? 0, headers: answer.headers, body }
}

describe('security headers', () => {
  const literal = {
    'content-security-policy':
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src https://api.acme.dev; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'strict-transport-security': 'max-age=31536000; includeSubDomains',
    'x-content-type-options': 'nosniff',
  }

  for (const [path, method, status] of [
    ['/', 'GET', 200],
    ['/', 'HEAD', 200],
    ['/assets/index-Ab12Cd34.js', 'GET', 200],
    ['/there-is-none', 'GET', 404],
    ['/', 'POST', 405],
  ] as const) {
    it(`${method} ${path} answers ${status} and carries all of them`, async () => {
      const answer = await ask(path, method)
      assert.equal(answer.status, status)
      for (const [name, value] of Object.entries(literal)) assert.equal(answer.headers[name], value)
    })
  }

  it('a page over http on loopback, where there is no TLS, promises none', () => {
    const headers = securityHeaders('http://localhost:8080', 'http://localhost:3000')
    assert.equal(headers['strict-transport-security'], undefined)
    assert.match(headers['content-security-policy'] ?? '', /connect-src http:\/\/localhost:3000;/)
  })
})

describe('files', () => {
  it('the page is asked for anew each time, and costs no body when it is unchanged', async () => {
    const first = await ask('/')
    assert.equal(first.body, '<!doctype html><title>Items</title>')
    assert.equal(first.headers['content-type'], 'text/html;charset=utf-8')
    assert.equal(first.headers['cache-control'], 'no-cache')
    const again = await ask('/', 'GET', { 'If-None-Match': first.headers.etag })
    assert.deepEqual([again.status, again.body], [304, ''])
  })

  it('what is named after its content is kept for a year', async () => {
    const { headers } = await ask('/assets/index-Ab12Cd34.js')
    assert.equal(headers['cache-control'], 'public, max-age=31536000, immutable')
    assert.equal(headers['content-type'], 'text/javascript')
  })

  it('HEAD says how long the page is and sends none of it', async () => {
    const { headers, body } = await ask('/', 'HEAD')
    assert.deepEqual([headers['content-length'], body], ['35', ''])
  })

  it('another method is refused with the list of those there are', async () => {
    assert.equal((await ask('/', 'DELETE')).headers.allow, 'GET, HEAD')
  })

  it('a range that ends before it starts gets the whole file, and the server lives on', async () => {
    assert.equal((await ask('/', 'GET', { Range: 'bytes=5-2' })).status, 200)
    assert.equal((await ask('/')).status, 200)
  })

  for (const path of ['/items/1', '/../server.js', '/assets/..%2f..%2fserver.js', '/%E0%A4%A']) {
    it(`${path} is no file: a 404 in words, not the page`, async () => {
      const { status, headers, body } = await ask(path)
      assert.deepEqual([status, body], [404, 'There is no such file.\n'])
      assert.equal(headers['content-type'], 'text/plain')
    })
  }
})
