import expressCors from 'cors'
import fastifyCors from '@fastify/cors'
import { cors as honoCors } from 'hono/cors'
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { rightCors as rightExpress, serveExpress } from '../servers/express.ts'
import { rightCors as rightFastify, serveFastify } from '../servers/fastify.ts'
import { rightCors as rightHono, serveHono } from '../servers/hono.ts'
import { rightCors as rightNode, serveNodeHttp } from '../servers/node-http.ts'
import { serveProxy } from '../servers/proxy.ts'
import type { Listening } from '../servers/types.ts'
import { send } from './servers-request.ts'

const app = 'https://app.example.com'
const admin = 'https://admin.example.com'
const evil = 'https://attacker.example'
const form = 'application/x-www-form-urlencoded'
const multipart = 'multipart/form-data; boundary=x'
const unlistedOrigins = {
  'a disallowed origin': evil,
  'an opaque origin': 'null',
  'a look-alike with a suffix': 'https://app.example.com.attacker.example',
  'a look-alike with a prefix': 'https://attacker-app.example.com',
  'a look-alike without a dot': 'https://appxexample.com',
  'a sub-domain': 'https://x.app.example.com',
  'the plain http origin': 'http://app.example.com',
  'another port': 'https://app.example.com:8443',
  'a special character': 'https://app.example.com_.attacker.example',
  'a trailing slash': 'https://app.example.com/',
}
const cookie = { Cookie: 'session=probe' }
const json = { 'Content-Type': 'application/json' }

const bases: Record<string, () => Promise<Listening>> = {
  '@fastify/cors': () => serveFastify((app) => app.register(fastifyCors, rightFastify)),
  'express cors': () => serveExpress((app) => app.use(expressCors(rightExpress))),
  'hono/cors': () => serveHono((app) => app.use(honoCors(rightHono))),
  'node:http': () => serveNodeHttp(rightNode),
  proxy: () => serveProxy({}),
}

for (const [stack, listen] of Object.entries(bases))
  describe(`the correct base on ${stack}`, () => {
    let server: Listening
    before(async () => {
      server = await listen()
    })
    after(() => server.close())
    const get = (path: string, headers: Record<string, string>) =>
      send(server.port, 'GET', path, headers)

    const reads = {
      '/api/items': 200,
      '/api/boom': 500,
      '/api/events': 200,
      '/api/nothing': 404,
      '/api/%ff': 400,
      '/api/items/%ff': 400,
    }
    for (const [path, status] of Object.entries(reads)) {
      for (const origin of [app, admin])
        test(`${origin} -> GET ${path} -> ${status}, readable with credentials`, async () => {
          const response = await get(path, { Origin: origin, ...cookie })
          assert.equal(response.status, status)
          assert.deepEqual(response.lines('access-control-allow-origin'), [origin])
          assert.deepEqual(response.lines('access-control-allow-credentials'), ['true'])
          assert.match(response.lines('vary').join(), /\bOrigin\b/)
        })
      test(`a disallowed origin -> GET ${path} -> ${status} without Allow-Origin, with Vary`, async () => {
        const response = await get(path, { Origin: evil, ...cookie })
        assert.equal(response.status, status)
        assert.deepEqual(response.lines('access-control-allow-origin'), [])
        assert.match(response.lines('vary').join(), /\bOrigin\b/)
      })
      test(`no origin -> GET ${path} -> ${status} without Allow-Origin, with Vary`, async () => {
        const response = await get(path, {})
        assert.equal(response.status, status)
        assert.deepEqual(response.lines('access-control-allow-origin'), [])
        assert.match(response.lines('vary').join(), /\bOrigin\b/)
      })
    }

    test('the page -> GET and HEAD /api/items -> X-Total-Count is exposed', async () => {
      for (const method of ['GET', 'HEAD']) {
        const response = await send(server.port, method, '/api/items', { Origin: app })
        assert.equal(response.status, 200)
        assert.deepEqual(response.lines('x-total-count'), ['2'])
        assert.deepEqual(response.lines('access-control-expose-headers'), ['X-Total-Count'])
        assert.deepEqual(response.lines('cache-control'), ['no-cache'])
      }
    })

    for (const method of ['POST', 'PATCH', 'PUT', 'DELETE']) {
      test(`the page -> preflight for ${method} -> 204 with fixed lists`, async () => {
        const response = await preflight(server.port, app, method)
        assert.equal(response.status, 204)
        assert.deepEqual(response.lines('access-control-allow-origin'), [app])
        assert.deepEqual(response.lines('access-control-allow-credentials'), ['true'])
        assert.deepEqual(response.lines('access-control-allow-methods').join().split(/, ?/), [
          'GET',
          'HEAD',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
        ])
        assert.deepEqual(response.lines('access-control-allow-headers'), ['content-type'])
        assert.deepEqual(response.lines('access-control-max-age'), ['7200'])
        assert.match(response.lines('vary').join(), /\bOrigin\b/)
      })
      test(`a disallowed origin -> preflight for ${method} -> no Allow-Origin, and no 5xx`, async () => {
        const response = await preflight(server.port, evil, method)
        assert.ok(response.status < 500)
        assert.deepEqual(response.lines('access-control-allow-origin'), [])
        assert.match(response.lines('vary').join(), /\bOrigin\b/)
      })
      test(`the page -> ${method} /api/items in JSON -> executed, and the response is readable`, async () => {
        const headers = { Origin: app, ...cookie, ...json }
        const response = await send(server.port, method, '/api/items', headers, '{}')
        assert.equal(response.status, 200)
        assert.deepEqual(response.lines('access-control-allow-origin'), [app])
      })
    }

    for (const [who, origin] of Object.entries(unlistedOrigins)) {
      test(`${who} -> GET, preflight -> no Allow-Origin`, async () => {
        for (const response of [
          await get('/api/items', { Origin: origin, ...cookie }),
          await preflight(server.port, origin, 'PATCH'),
        ])
          assert.deepEqual(response.lines('access-control-allow-origin'), [])
      })
      test(`${who} -> POST /api/transfer, WebSocket -> 403`, async () => {
        const write = await send(server.port, 'POST', '/api/transfer', {
          Origin: origin,
          ...cookie,
        })
        assert.equal(write.status, 403)
        assert.equal((await openSocket(server.port, origin)).status, 403)
      })
    }

    const writes = [
      ['the page', 'JSON', 200, { Origin: app, ...json }, '{}'],
      ['the page', 'text/plain', 415, { Origin: app, 'Content-Type': 'text/plain' }, '{}'],
      ['the page', 'a form', 415, { Origin: app, 'Content-Type': form }, 'a=1'],
      ['the page', 'multipart', 415, { Origin: app, 'Content-Type': multipart }, '--x--'],
      [
        'a disallowed origin',
        'text/plain',
        403,
        { Origin: evil, 'Content-Type': 'text/plain' },
        '{}',
      ],
      ['a disallowed origin', 'JSON', 403, { Origin: evil, ...json }, '{}'],
      ['a disallowed origin', 'no body', 403, { Origin: evil }, undefined],
      [
        'an unnamed cross-site page',
        'JSON',
        403,
        { 'Sec-Fetch-Site': 'cross-site', ...json },
        '{}',
      ],
      ['an old browser with a cookie', 'no body', 403, cookie, undefined],
      ['a program', 'JSON', 200, json, '{}'],
    ] as const
    for (const [who, content, status, headers, body] of writes)
      for (const path of ['/api/items', '/api/transfer'])
        test(`${who} -> POST ${path} with ${content} -> ${status}`, async () => {
          const response = await send(server.port, 'POST', path, { ...headers }, body)
          assert.equal(response.status, status)
        })

    test('the page -> WebSocket -> open', async () => {
      assert.equal((await openSocket(server.port, app)).status, 101)
    })
  })

function preflight(port: number, origin: string, method: string) {
  return send(port, 'OPTIONS', '/api/items', {
    Origin: origin,
    'Access-Control-Request-Method': method,
    'Access-Control-Request-Headers': 'content-type',
  })
}

function openSocket(port: number, origin: string) {
  return send(port, 'GET', '/socket', {
    Origin: origin,
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
  })
}
