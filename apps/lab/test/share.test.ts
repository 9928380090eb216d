import assert from 'node:assert/strict'
import { test } from 'node:test'
import { presets } from '../src/page/build/presets.ts'
import { pageNames, rightConfiguration } from '../src/page/build/configuration.ts'
import { fromQuery, parseLine, parseStatus, toQuery } from '../src/page/build/share.ts'
import { generateConfigurations } from '../record/generate-configurations.ts'
import { seed } from './seed.ts'

const trimmed = (lines: readonly (readonly [string, string])[]) =>
  lines.map(([name, value]) => [name, value.trim()] as const)

test(`the link of a configuration → the same configuration (seed ${seed})`, () => {
  const pages = pageNames.map((page) => ({ ...rightConfiguration, page }))
  // Without whitespace around values: HTTP does not transmit it.
  const generated = generateConfigurations(seed, 300).map((configuration) => ({
    ...configuration,
    preflight: { ...configuration.preflight, headers: trimmed(configuration.preflight.headers) },
    actual: { ...configuration.actual, headers: trimmed(configuration.actual.headers) },
  }))
  for (const configuration of [
    ...pages,
    ...presets.map((preset) => preset.configuration),
    ...generated,
  ])
    assert.deepEqual(fromQuery(toQuery(configuration)), { configuration, ignored: [] })
})

test('a link with every allowed character and the maximum number of lines → the same configuration', () => {
  const bytes = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
  const legal = bytes.filter((byte) => /[\t\x20-\x7e\x80-\xff]/.test(byte)).join('')
  const headers = [
    ['X-Bytes', `!${legal}!`],
    ['x-bytes', ''],
    ['X-Like-A-Query', 'a&q=b%26c+d;e#f?g'],
    ...Array.from({ length: 46 }, (_, index) => [`X-${index}`, 'ÿ'.repeat(160)] as const),
    ['X-Long', 'ÿ'.repeat(2000)],
  ] as const
  const configuration = {
    ...rightConfiguration,
    requestHeaders: headers,
    actual: { status: 599, headers },
  }
  assert.deepEqual(fromQuery(toQuery(configuration)), { configuration, ignored: [] })
})

test('an empty query → the right configuration', () => {
  assert.deepEqual(fromQuery(''), { configuration: rightConfiguration, ignored: [] })
})

const notALine = 'is not a line “Name: value” that can be sent'
const invalid: [query: string, ignored: string][] = [
  ['page=evil', '“page=evil” is not a page of the lab'],
  ['page=__proto__', '“page=__proto__” is not a page of the lab'],
  ['page=', '“page=” is not a page of the lab'],
  ['method=', '“method=” is not a method'],
  ['method=GET%20/%20HTTP/1.1%0D%0A', '“method=GET / HTTP/1.1\r\n” is not a method'],
  [`method=${'A'.repeat(41)}`, `“method=${'A'.repeat(41)}” is not a method`],
  ['credentials=same-origin', '“credentials=same-origin” is not include or omit'],
  ['status=199', '“status=199” is not a status from 200 to 599'],
  ['status=600', '“status=600” is not a status from 200 to 599'],
  ['status=2e2', '“status=2e2” is not a status from 200 to 599'],
  ['preflight=NaN', '“preflight=NaN” is not a status from 200 to 599'],
  ['q=no+colon', `“q=no colon” ${notALine}`],
  ['p=:status: 200', `“p=:status: 200” ${notALine}`],
  ['p=X%20Y: 1', `“p=X Y: 1” ${notALine}`],
  ['a=X: 1%0D%0ASet-Cookie: evil=1', `“a=X: 1\r\nSet-Cookie: evil=1” ${notALine}`],
  ['a=X: 1%00', `“a=X: 1\0” ${notALine}`],
  ['a=X: %E2%82%AC', `“a=X: €” ${notALine}`],
  ['a=%FF%FE', `“a=\ufffd\ufffd” ${notALine}`],
  [`a=X: ${'v'.repeat(2001)}`, `“a=X: ${'v'.repeat(75)}…” ${notALine}`],
  ['colour=red', '“colour” is not a part of a configuration'],
  ['__proto__=1', '“__proto__” is not a part of a configuration'],
  ['status=200&status=500', '“status” occurs 2 times: the first one is used'],
  ['q=X: 1&'.repeat(51), '“q” occurs 51 times: the first 50 are used'],
]
for (const [query, message] of invalid)
  test(`a link with an invalid part → left out, with a message: ${query.slice(0, 40)}`, () => {
    const { configuration, ignored } = fromQuery(query)
    assert.deepEqual(ignored, [message])
    assert.deepEqual(fromQuery(toQuery(configuration)), { configuration, ignored: [] })
  })

test('several invalid parts → a message for each; the valid parts stay', () => {
  const { configuration, ignored } = fromQuery('page=x&method=PUT&status=1&q=X-A: 1&q=bad')
  assert.equal(ignored.length, 3)
  assert.equal(configuration.method, 'PUT')
  assert.deepEqual(configuration.requestHeaders, [['X-A', '1']])
})

test('1,000 invalid parts → five messages, and the number of the others', () => {
  const query = Array.from({ length: 1000 }, (_, index) => `k${index}=1`).join('&')
  const { ignored } = fromQuery(query)
  assert.equal(ignored.length, 6)
  assert.equal(ignored.at(-1), '995 further')
})

test('a link that is too long → the right configuration, not a part of the link', () => {
  const { configuration, ignored } = fromQuery(`page=attacker&a=X: ${'v'.repeat(150_000)}`)
  assert.deepEqual(configuration, rightConfiguration)
  assert.deepEqual(ignored, ['all of its 150019 characters: the maximum is 150000'])
})

test('a header named __proto__ → a header; no prototype changes', () => {
  const { configuration, ignored } = fromQuery('q=__proto__: polluted')
  assert.deepEqual(configuration.requestHeaders, [['__proto__', 'polluted']])
  assert.deepEqual(ignored, [])
  assert.equal('polluted' in {}, false)
})

test('a header line or a status with whitespace around it → parsed without it', () => {
  assert.deepEqual(parseLine(' X-A :\t a: b '), ['X-A', 'a: b'])
  assert.deepEqual(parseLine('X-A:'), ['X-A', ''])
  assert.equal(parseLine(''), undefined)
  assert.equal(parseStatus(' 404 '), 404)
  assert.equal(parseStatus('99'), undefined)
})
