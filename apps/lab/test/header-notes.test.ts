import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasDecided, spelled } from 'cors-verify/diagram'
import { headerNotes } from '../src/page/reading/header-notes.ts'
import { isList, valueOf } from '../src/page/reading/lines.ts'

test('every CORS header → has a note, under its name in lower case', () => {
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

test('the notes → are true of current browsers and of the standard', () => {
  assert.match(headerNotes['access-control-max-age'] ?? '', /7200 .* 86400 .* 600 /)
  assert.match(headerNotes['access-control-request-private-network'] ?? '', /earlier Chromium/)
  assert.match(headerNotes['access-control-allow-private-network'] ?? '', /does not grant/)
  assert.match(headerNotes['access-control-allow-headers'] ?? '', /Authorization always/)
  assert.match(headerNotes['sec-fetch-mode'] ?? '', /navigate/)
})

test('a header with the name of a property of every object → has no note', () => {
  for (const name of ['constructor', '__proto__', 'x-unknown', ''])
    assert.equal(headerNotes[name], undefined, name)
})

test('a request header → decides together with its response header, and with no other', () => {
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

test('several lines of one name, in any case → one value', () => {
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

test('a list of tokens and empty members → valid; with any other member → invalid', () => {
  for (const list of ['', ',', 'a', 'a, b', ' a ,,b', '*']) assert.equal(isList(list), true, list)
  for (const list of ['a b', 'a; b', 'a, "b"', 'a:']) assert.equal(isList(list), false, list)
})

test('a header name in lower case → its usual capital letters', () => {
  assert.equal(spelled('access-control-allow-origin'), 'Access-Control-Allow-Origin')
  assert.equal(spelled('etag'), 'ETag')
})
