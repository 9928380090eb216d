import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createHttpDriver } from '../src/http/http-driver.ts'
import { serve } from './little-server.ts'
import { privateApi, serious, verified, webOrigin } from './verified.ts'

const writes = (sent: readonly string[]) =>
  sent.filter((line) => !/^(?:GET|HEAD|OPTIONS) /.test(line))

describe('writes', { concurrency: 4 }, () => {
  it('a write that the page makes → is sent once, and with a broken and a large body', async () => {
    const { sent } = await verified(privateApi, {
      credentials: true,
      methods: ['GET', 'PATCH'],
      requestHeaders: ['content-type'],
      exposedHeaders: ['etag'],
      allowWrites: true,
    })
    assert.deepEqual(writes(sent), ['PATCH /items', 'PATCH /items', 'PATCH /items'])
  })

  it('allowWrites for a CSRF attempt → no other write is made', async () => {
    const { sent } = await verified(
      (request, response) => {
        if (request.method === 'POST') response.writeHead(200).end()
        else privateApi(request, response)
      },
      { credentials: true, csrf: ['POST /transfer'], allowWrites: true },
    )
    assert.deepEqual(writes(sent), ['POST /transfer'])
  })

  it('writes without allowWrites → at most the preflight is sent, and they are listed', async () => {
    const { sent, skipped } = await verified(privateApi, {
      credentials: true,
      requests: ['DELETE /items/1', 'POST /items/1/done'],
    })
    assert.deepEqual(writes(sent), [])
    assert.ok(sent.includes('OPTIONS /items/1'))
    assert.ok(!sent.includes('OPTIONS /items/1/done'))
    const reasonOf = (path: string) => skipped.find(({ check }) => check.endsWith(path))?.reason
    assert.match(reasonOf('/items/1') ?? '', /^Only its CORS-preflight request was sent/)
    assert.match(reasonOf('/items/1/done') ?? '', /^It was not sent/)
  })

  it('a header that only the response to a write has, and that is hidden → header-not-exposed', async () => {
    const report = await verified(
      (request, response) => {
        if (request.method === 'POST') response.setHeader('location', '/items/1')
        privateApi(request, response)
      },
      {
        credentials: true,
        methods: ['GET', 'POST'],
        requestHeaders: ['content-type'],
        exposedHeaders: ['location'],
        allowWrites: true,
      },
    )
    assert.deepEqual(serious(report), ['header-not-exposed'])
  })

  it('a CSRF attempt that gets no response → is listed as not proven', async () => {
    const { skipped } = await verified(
      (request, response) => {
        if (request.method === 'POST') request.socket.destroy()
        else privateApi(request, response)
      },
      { credentials: true, csrf: ['POST /transfer'], allowWrites: true },
    )
    assert.match(
      skipped.map(({ check, reason }) => check + reason).join(),
      /csrf .*There was no response/,
    )
  })

  it('a server that hangs up on a write, after a response on the same connection → it is not sent again', async () => {
    let posts = 0
    const server = await serve((request, response) => {
      if (request.method === 'POST') {
        posts += 1
        request.socket.resetAndDestroy()
      } else response.end()
    })
    const http = createHttpDriver({
      timeoutMs: 5000,
      resolve: new Map(),
      ignoreCertificates: false,
      signal: new AbortController().signal,
      maxRequests: 10,
    })
    const headers = [['Origin', webOrigin]] as const
    await http.send({ method: 'GET', url: server.url, headers })
    const { networkError } = await http.send({
      method: 'POST',
      url: server.url,
      headers,
      body: '{}',
    })
    http.close()
    await server.close()
    assert.equal(networkError?.reason, 'closed')
    assert.equal(posts, 1)
  })
})
