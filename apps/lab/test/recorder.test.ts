import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRecorder, limits } from '../src/server/recorder.ts'
import type { Lines } from '../src/shared/types.ts'

const get = (lines: Lines = []) => ({ method: 'GET', path: '/api/items', lines })

test('a full recorder → removes its oldest exchange, and the indexes continue', () => {
  const recorder = createRecorder()
  for (let count = 0; count < limits.exchanges + 3; count++) recorder.request(get())
  const indexes = recorder.recorded().map(({ index }) => index)
  assert.equal(indexes.length, limits.exchanges)
  assert.deepEqual([indexes[0], indexes.at(-1)], [3, limits.exchanges + 2])
})

test('header lines beyond the limit → left out, from the first that exceeds it', () => {
  const recorder = createRecorder()
  const lines: Lines = [
    ['a', '1'],
    ['long', 'x'.repeat(limits.headerCharacters)],
    ['b', '2'],
  ]
  recorder.request(get(lines))(200, lines)
  const [exchange] = recorder.recorded()
  assert.deepEqual(exchange?.requestHeaders, [['a', '1']])
  assert.deepEqual(exchange.responseHeaders, [['a', '1']])
})

test('a path beyond the limit → cut', () => {
  const recorder = createRecorder()
  recorder.request({ ...get(), path: `/${'x'.repeat(limits.pathCharacters)}` })
  assert.equal(recorder.recorded()[0]?.path.length, limits.pathCharacters)
})

test('an exchange without a response → no status; with one → its status', () => {
  const recorder = createRecorder()
  const response = recorder.request(get())
  assert.equal(recorder.recorded()[0]?.status, undefined)
  response(204, [])
  assert.equal(recorder.recorded()[0]?.status, 204)
})

test('OPTIONS with Origin and Access-Control-Request-Method → a preflight; otherwise not', () => {
  const isPreflight = (method: string, ...names: string[]) => {
    const recorder = createRecorder()
    recorder.request({ ...get(names.map((name) => [name, 'x'] as const)), method })
    return recorder.recorded()[0]?.isPreflight
  }
  assert.equal(isPreflight('OPTIONS', 'Origin', 'access-control-request-method'), true)
  assert.equal(isPreflight('OPTIONS', 'Origin'), false)
  assert.equal(isPreflight('OPTIONS', 'Access-Control-Request-Method'), false)
  assert.equal(isPreflight('GET', 'Origin', 'Access-Control-Request-Method'), false)
})

test('values of cookies and credentials → redacted; names and attributes → not', () => {
  const recordedValue = (name: string, value: string) => {
    const recorder = createRecorder()
    recorder.request(get([[name, value]]))(200, [[name, value]])
    const [exchange] = recorder.recorded()
    assert.deepEqual(exchange?.requestHeaders, exchange?.responseHeaders)
    return exchange?.requestHeaders[0]?.[1]
  }
  assert.equal(recordedValue('COOKIE', 'a=secret; b="sec=ret"; secret'), 'a=***; b=***; ***')
  assert.equal(recordedValue('Set-Cookie', 'a=secret; Path=/; HttpOnly'), 'a=***; Path=/; HttpOnly')
  assert.equal(
    recordedValue('set-cookie', `a=${'é'.repeat(2048)}; Path=/`),
    `a=${'*'.repeat(4096)}; Path=/`,
  )
  assert.equal(recordedValue('set-cookie', `a=${'x'.repeat(4095)}`), 'a=***')
  assert.equal(recordedValue('set-cookie', 'secret; Path=/'), '***; Path=/')
  assert.equal(recordedValue('set-cookie', '=secret'), '=***')
  assert.equal(recordedValue('Authorization', 'Bearer secret'), 'Bearer ***')
  assert.equal(recordedValue('authorization', 'secret'), '***')
  assert.equal(recordedValue('X-Total-Count', '2'), '2')
})
