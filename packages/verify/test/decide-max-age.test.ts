import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { maxAgeSeconds } from '../src/decide/index.ts'
import { shown } from './decide-support.ts'

const lines = (...values: string[]) =>
  values.map((value) => ['access-control-max-age', value] as const)

describe('Access-Control-Max-Age = delta-seconds', () => {
  for (const [value, seconds] of [
    ['0', 0],
    ['600', 600],
    ['\t86400 ', 86_400],
    ['007', 7],
  ] as const) {
    it(`a browser that is sent ${shown(value)} caches the preflight for ${seconds} s`, () => {
      assert.deepEqual(maxAgeSeconds(lines(value)), { seconds, valid: true, value: value.trim() })
    })
  }

  it('a browser that is sent no Max-Age caches the preflight for 5 s', () => {
    assert.deepEqual(maxAgeSeconds([['Max-Age', '600']]), { seconds: 5, valid: true })
  })

  for (const value of [
    '',
    '-1',
    '+1',
    '1.5',
    '1e3',
    '600s',
    '600,',
    '0x10',
    '6 00',
    'never',
    '٣',
  ]) {
    it(`a browser that is sent ${shown(value)} treats it as absent: 5 s`, () => {
      assert.deepEqual(maxAgeSeconds(lines(value)), { seconds: 5, valid: false, value })
    })
  }

  it('a browser that is sent two lines treats them as absent, although they are equal', () => {
    const value = '600, 600'
    assert.deepEqual(maxAgeSeconds(lines('600', '600')), { seconds: 5, valid: false, value })
  })

  it('a number of 400 digits is capped at Number.MAX_SAFE_INTEGER', () => {
    const { seconds, valid } = maxAgeSeconds(lines('9'.repeat(400)))
    assert.deepEqual([seconds, valid], [Number.MAX_SAFE_INTEGER, true])
  })
})
