import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { before, describe, test } from 'node:test'
import {
  defaultOptions,
  servers,
  startServer,
  webOrigin,
  type TestServer,
} from '../servers/index.ts'
import { createHttpDriver } from '../src/http/http-driver.ts'
import { findingCodes } from '../src/report.ts'

describe('the servers', () => {
  const loaded = new Map<string, TestServer>()
  before(async () => {
    for (const { id, load } of servers) loaded.set(id, await load())
  })

  test('the folders -> hold at least 62 broken and 17 unusual servers, each id once', () => {
    const count = (kind: string) => servers.filter((server) => server.kind === kind).length
    assert.ok(count('broken') >= 62, String(count('broken')))
    assert.ok(count('valid') >= 17, String(count('valid')))
    assert.equal(new Set(servers.map(({ id }) => id)).size, servers.length)
    for (const { id } of servers) assert.match(id, /^[a-z0-9]+(-[a-z0-9]+)*$/)
  })

  test('each title -> is unique', () => {
    const titles = servers.map(({ id }) => `${loaded.get(id)!.stack}: ${loaded.get(id)!.title}`)
    assert.equal(new Set(titles).size, titles.length)
  })

  test('each code -> is expected of a broken server, and none of an unusual one', () => {
    const expected = new Set(servers.flatMap(({ id }) => loaded.get(id)!.expects))
    assert.deepEqual(
      findingCodes.filter((code) => !expected.has(code)),
      [],
    )
    for (const { id, kind } of servers)
      assert.equal(loaded.get(id)!.expects.length > 0, kind === 'broken', id)
  })

  test('each stack -> has at least 8 broken servers', () => {
    const stacks = servers
      .filter(({ kind }) => kind === 'broken')
      .map(({ id }) => loaded.get(id)!.stack)
    for (const stack of ['@fastify/cors', 'express cors', 'hono/cors', 'node:http', 'proxy'])
      assert.ok(stacks.filter((other) => other === stack).length >= 8, stack)
  })

  test('each file -> names its kind in the first line, and has at most 31 lines', () => {
    for (const { file, kind } of servers) {
      const text = readFileSync(file, 'utf8')
      const mark = kind === 'broken' ? '// WRONG ON PURPOSE: ' : '// UNUSUAL, AND RIGHT: '
      assert.ok(text.startsWith(mark), file)
      assert.ok(text.split('\n').length <= 31, file)
    }
  })
})

describe('a server behind the TLS front', () => {
  for (const { id, load } of servers)
    test(`${id} -> starts, responds to GET /api/items under its name, and closes`, async () => {
      const started = await startServer(await load())
      try {
        assert.equal(started.url, 'https://api.example.com/api/items')
        const address = started.resolve['api.example.com:443'] ?? ''
        const status = await statusOf(started.url, Number(address.split(':')[1]))
        assert.ok(status >= 200 && status < 600, String(status))
      } finally {
        await started.close()
      }
      const address = started.resolve['api.example.com:443'] ?? ''
      await assert.rejects(statusOf(started.url, Number(address.split(':')[1])))
    })
})

describe('the options', () => {
  test('the page -> is the allowed origin, and writes are allowed', () => {
    assert.deepEqual(defaultOptions.origins, [webOrigin])
    assert.equal(defaultOptions.allowWrites, true)
  })
})

/** The status of a GET from the page; throws if no server listens. */
async function statusOf(url: string, port: number): Promise<number> {
  const http = createHttpDriver({
    timeoutMs: 5000,
    resolve: new Map([['api.example.com:443', { address: '127.0.0.1', port }]]),
    ignoreCertificates: true,
    signal: new AbortController().signal,
    maxRequests: 2,
  })
  const headers = [
    ['Origin', webOrigin],
    ['Cookie', 'session=probe'],
  ] as const
  const { response, networkError } = await http.send({ method: 'GET', url, headers }, 'head')
  http.close()
  if (!response) throw new Error(networkError?.message)
  return response.status
}
