import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toBrowser, toStage } from '../src/server/names.ts'
import { stageAt } from '../src/shared/stage.ts'

const port = 6000
const names = Object.values(stageAt(port))
const sent = (value: string) => toBrowser([['Access-Control-Allow-Origin', value]], names)[0]?.[1]

test('every page’s Origin and Referer reach the server under its name on stage', () => {
  for (const { origin, standIn } of names) {
    const lines = toStage(
      [
        ['Origin', standIn],
        ['referer', `${standIn}/a?b=${standIn}`],
      ],
      names,
    )
    assert.deepEqual(lines, [
      ['Origin', origin],
      ['referer', `${origin}/a?b=${standIn}`],
    ])
  }
})

test('an allowed origin reaches the browser under the name of its stand-in, look-alikes included', () => {
  for (const { origin, standIn } of names) assert.equal(sent(origin), standIn)
})

test('no two pages share a name, on stage or in the browser', () => {
  assert.equal(new Set(names.map(({ origin }) => origin)).size, names.length)
  assert.equal(new Set(names.map(({ standIn }) => standIn)).size, names.length)
})

test('a value that matches no page’s origin matches no stand-in either', () => {
  const standIns = names.map(({ standIn }) => standIn)
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
    assert.ok(!standIns.includes(sent(value) ?? ''), value)
})

test('a trailing slash stays where it was', () => {
  assert.equal(sent('https://app.example.com/'), `http://app.acme.localhost:${port}/`)
})

test('blanks around an origin stay where they were', () => {
  assert.equal(sent('\thttps://app.example.com '), `\thttp://app.acme.localhost:${port} `)
})

test('a server that names a stand-in by itself is not let off: the browser gets another name', () => {
  assert.equal(sent(`http://app.acme.localhost:${port}`), 'https://app.example.com')
})

test('the null origin and a stranger that is not on stage pass as they are', () => {
  for (const origin of ['null', '', 'https://nobody.example', 'http://app.acme.localhost:1'])
    assert.deepEqual(toStage([['Origin', origin]], names), [['Origin', origin]])
})

test('a redirect to an origin on stage leads to its stand-in, and a path stays a path', () => {
  const location = (value: string) => toBrowser([['location', value]], names)[0]?.[1]
  assert.equal(location('https://app.example.com/a?b#c'), `http://app.acme.localhost:${port}/a?b#c`)
  assert.equal(location('/api/items/'), '/api/items/')
  assert.equal(location('https://elsewhere.example/'), 'https://elsewhere.example/')
})

test('other lines keep their names, values, order and number', () => {
  const lines = [
    ['vary', 'Origin'],
    ['X-Page', 'https://app.example.com'],
    ['Access-Control-Allow-Origin', '*'],
    ['access-control-allow-origin', '*'],
  ] as const
  assert.deepEqual(toBrowser(lines, names), lines)
  assert.deepEqual(toStage([['Host', 'app.acme.localhost']], names), [
    ['Host', 'app.acme.localhost'],
  ])
})
