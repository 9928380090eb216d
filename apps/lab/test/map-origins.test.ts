import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toBrowser, toServer } from '../src/server/map-origins.ts'
import { pageOriginsAt } from '../src/shared/origins.ts'

const port = 6000
const mappings = Object.values(pageOriginsAt(port))
const sent = (value: string) =>
  toBrowser([['Access-Control-Allow-Origin', value]], mappings)[0]?.[1]

test('Origin and Referer of every page → the server gets its configured origin', () => {
  for (const { origin, localOrigin } of mappings) {
    const lines = toServer(
      [
        ['Origin', localOrigin],
        ['referer', `${localOrigin}/a?b=${localOrigin}`],
      ],
      mappings,
    )
    assert.deepEqual(lines, [
      ['Origin', origin],
      ['referer', `${origin}/a?b=${localOrigin}`],
    ])
  }
})

test('an allowed origin in a response, look-alikes included → the browser gets the local origin', () => {
  for (const { origin, localOrigin } of mappings) assert.equal(sent(origin), localOrigin)
})

test('two pages → different configured origins, and different local ones', () => {
  assert.equal(new Set(mappings.map(({ origin }) => origin)).size, mappings.length)
  assert.equal(new Set(mappings.map(({ localOrigin }) => localOrigin)).size, mappings.length)
})

test('a value that is not the origin of a page → is not a local origin either', () => {
  const localOrigins = mappings.map(({ localOrigin }) => localOrigin)
  for (const value of [
    'https://app.example.com/',
    'https://app.example.com/path',
    'https://app.example.com:443',
    'https://app.example.com:844',
    'https://app.example.com.evil.example',
    'https://app.example.com@evil.example',
    'HTTPS://APP.EXAMPLE.COM',
    'https://App.example.com',
    'http://app.example.com',
    'app.example.com',
    'https://app.example.com, https://admin.example.com',
    'https://app.example.com https://admin.example.com',
    '["https://app.example.com"]',
    '*',
    'null',
    '',
  ])
    assert.ok(!localOrigins.includes(sent(value) ?? ''), value)
})

test('a trailing slash → stays', () => {
  assert.equal(sent('https://app.example.com/'), `http://app.acme.localhost:${port}/`)
})

test('whitespace around an origin → stays', () => {
  assert.equal(sent('\thttps://app.example.com '), `\thttp://app.acme.localhost:${port} `)
})

test('a server that allows a local origin itself → the browser gets the configured one, and blocks', () => {
  assert.equal(sent(`http://app.acme.localhost:${port}`), 'https://app.example.com')
})

test('null, and an origin that is not of a page → not changed', () => {
  for (const origin of ['null', '', 'https://nobody.example', 'http://app.acme.localhost:1'])
    assert.deepEqual(toServer([['Origin', origin]], mappings), [['Origin', origin]])
})

test('a redirect to the origin of a page → to its local origin; to a path → not changed', () => {
  const location = (value: string) => toBrowser([['location', value]], mappings)[0]?.[1]
  assert.equal(location('https://app.example.com/a?b#c'), `http://app.acme.localhost:${port}/a?b#c`)
  assert.equal(location('/api/items/'), '/api/items/')
  assert.equal(location('https://elsewhere.example/'), 'https://elsewhere.example/')
})

test('other header lines → not changed', () => {
  const lines = [
    ['vary', 'Origin'],
    ['X-Page', 'https://app.example.com'],
    ['Access-Control-Allow-Origin', '*'],
    ['access-control-allow-origin', '*'],
  ] as const
  assert.deepEqual(toBrowser(lines, mappings), lines)
  assert.deepEqual(toServer([['Host', 'app.acme.localhost']], mappings), [
    ['Host', 'app.acme.localhost'],
  ])
})
