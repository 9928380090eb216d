import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasDecided, spelled } from 'cors-verify/diagram'
import { headerNotes } from '../src/page/reading/header-notes.ts'
import { isList, valueOf } from '../src/page/reading/lines.ts'

test('every CORS header has a note of its own, by its name in lower case', () => {
  for (const name of [
    ...['origin', 'vary', 'set-cookie', 'cookie', ':status'],
    ...['methods', 'headers', 'origin', 'credentials'].map(
      (each) => `access-control-allow-${each}`,
    ),
    ...['access-control-expose-headers', 'access-control-max-age'],
    ...['method', 'headers'].map((each) => `access-control-request-${each}`),
  ])
    assert.match(headerNotes[name] ?? '', /^[A-Z*].*\.$/, name)
  for (const [name, text] of Object.entries(headerNotes)) {
    assert.equal(name, name.toLowerCase())
    assert.match(text, /\.$/, name)
  }
})

test('the notes say what the standard and browsers do today', () => {
  assert.match(headerNotes['access-control-max-age'] ?? '', /7200 .* 86400 .* 600 /)
  assert.match(headerNotes['access-control-request-private-network'] ?? '', /earlier Chromium/)
  assert.match(headerNotes['access-control-allow-private-network'] ?? '', /does not grant/)
  assert.match(headerNotes['access-control-allow-headers'] ?? '', /Authorization always/)
  assert.match(headerNotes['sec-fetch-mode'] ?? '', /navigate/)
})

test('a header named as a part of every object has none', () => {
  for (const name of ['constructor', '__proto__', 'x-unknown', ''])
    assert.equal(headerNotes[name], undefined, name)
})

test('a header decides with its counterpart on the other exchange, and with no other', () => {
  const cases: [name: string, decidedBy: string | undefined, is: boolean][] = [
    ['access-control-allow-origin', 'access-control-allow-origin', true],
    ['origin', 'access-control-allow-origin', true],
    ['cookie', 'access-control-allow-credentials', true],
    ['access-control-request-headers', 'access-control-allow-headers', true],
    ['access-control-request-method', 'access-control-allow-headers', false],
    ['access-control-allow-origin', 'origin', false],
    ['origin', ':status', false],
    ['origin', undefined, false],
  ]
  for (const [name, decidedBy, is] of cases)
    assert.equal(hasDecided(name, decidedBy), is, `${name} by ${decidedBy}`)
})

test('lines of one name are one value, whatever their case', () => {
  const lines = [
    ['Vary', 'Origin'],
    ['X-A', ''],
    ['vary', 'Accept'],
  ] as const
  assert.equal(valueOf(lines, 'vary'), 'Origin, Accept')
  assert.equal(valueOf(lines, 'x-a'), '')
  assert.equal(valueOf(lines, 'x-b'), undefined)
  assert.equal(valueOf(undefined, 'vary'), undefined)
})

test('a list of names has tokens and empty members, and one other member voids it', () => {
  for (const list of ['', ',', 'a', 'a, b', ' a ,,b', '*']) assert.equal(isList(list), true, list)
  for (const list of ['a b', 'a; b', 'a, "b"', 'a:']) assert.equal(isList(list), false, list)
})

test('header names are spelled as people write them', () => {
  assert.equal(spelled('access-control-allow-origin'), 'Access-Control-Allow-Origin')
  assert.equal(spelled('etag'), 'ETag')
})
