import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listenCustom, readCustomResponses } from '../src/server/custom-server.ts'
import type { Lines } from '../src/shared/types.ts'
import { send, plain } from './lab.ts'

const withActual = (headers: unknown, status: unknown = 200) => ({
  ...plain,
  actual: { status, headers, body: '' },
})
const problemsOf = (given: unknown) => {
  const response = readCustomResponses(given)
  return 'problems' in response ? response.problems : []
}

test('OPTIONS → the response to the preflight; every other method → the actual response', async () => {
  const server = await listenCustom(() => ({
    preflight: { status: 418, headers: [['X-Kind', 'preflight']] },
    actual: { status: 503, headers: [['X-Kind', 'actual']], body: 'hello' },
  }))
  try {
    const url = `http://localhost:${server.port}/any/path`
    const preflight = await send(url, { method: 'OPTIONS' })
    assert.deepEqual([preflight.status, preflight.headers['x-kind']], [418, 'preflight'])
    for (const method of ['GET', 'PUT', 'DELETE']) {
      const actual = await send(url, { method })
      assert.deepEqual([actual.status, actual.headers['x-kind']], [503, 'actual'])
      assert.equal(actual.body, 'hello')
    }
  } finally {
    await server.close()
  }
})

test('header lines → sent as given: case, order, repeated names and empty values', async () => {
  const headers: Lines = [
    ['access-control-allow-ORIGIN', 'https://app.example.com'],
    ['Access-Control-Allow-Origin', '*'],
    ['Vary', ''],
  ]
  const server = await listenCustom(() => ({ ...plain, actual: { ...plain.actual, headers } }))
  try {
    const { rawHeaders } = await send(`http://localhost:${server.port}/`)
    assert.deepEqual(rawHeaders.slice(0, 6), headers.flat())
  } finally {
    await server.close()
  }
})

test('a valid response → is not changed', () => {
  assert.deepEqual(readCustomResponses(plain), plain)
})

test('an invalid header name or value → a problem with its index', () => {
  const problems = problemsOf(
    withActual([
      ['Bad Name', 'x'],
      ['', 'x'],
      ['X-Ok', 'fine'],
      ['X-Split', 'a\r\nSet-Cookie: b=c'],
      ['X-Wide', '…'],
    ]),
  )
  assert.equal(problems.length, 4)
  assert.match(problems[0] ?? '', /^actual\.headers\[0\] name "Bad Name": not a token/)
  assert.match(problems[1] ?? '', /^actual\.headers\[1\] name "": not a token/)
  assert.match(problems[2] ?? '', /^actual\.headers\[3\] value "a\\r\\nSet-Cookie/)
  assert.match(problems[3] ?? '', /^actual\.headers\[4\] value "…"/)
})

test('a header that frames the response → a problem, because the server writes it', () => {
  for (const name of ['Content-Length', 'transfer-encoding', 'Connection'])
    assert.match(problemsOf(withActual([[name, '1']]))[0] ?? '', /frames its responses/)
})

test('a status that is not an integer from 200 to 599 → a problem', () => {
  for (const status of [100, 199, 600, 200.5, '200', null])
    assert.equal(problemsOf(withActual([], status)).length, 1, String(status))
  for (const status of [200, 204, 302, 404, 599])
    assert.deepEqual(problemsOf(withActual([], status)), [])
})

test('a value that is not a response → a problem for each missing part', () => {
  for (const given of [null, 1, [], {}, { preflight: 1, actual: 'x' }])
    assert.equal(problemsOf(given).length, 5, JSON.stringify(given))
  assert.equal(problemsOf(withActual('X: y')).length, 1)
  assert.equal(problemsOf(withActual([['one'], ['a', 1]])).length, 2)
})

test('too many header lines, a header line or a body that is too long → a problem', () => {
  assert.equal(problemsOf(withActual(Array(51).fill(['a', 'b']))).length, 1)
  assert.equal(problemsOf(withActual([['a', 'b'.repeat(8192)]])).length, 1)
  const body = 'x'.repeat(16_385)
  assert.equal(problemsOf({ ...plain, actual: { ...plain.actual, body } }).length, 1)
})
