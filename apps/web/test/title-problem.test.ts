import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { titleProblem } from '../src/title-problem.ts'

const tooLong = /at most 200 characters\. Take away 1\./
const invisible = /at least one visible character/
const notSaved = /cannot be saved/

describe('titleProblem', () => {
  for (const [name, title, expected] of [
    ['text', 'Buy milk', undefined],
    ['one emoji of several code points', '👩‍👩‍👧', undefined],
    ['200 emoji, each one code point', '😀'.repeat(200), undefined],
    ['201 characters', 'x'.repeat(201), tooLong],
    ['an empty text', '', /Write a title first/],
    ['spaces', ' \t', /Write a title first/],
    ['zero-width characters', '\u200B\u2060', invisible],
    ['a Hangul filler', '\u3164', invisible],
    ['control characters', '\u0007', invisible],
    ['a NUL character', 'a\0b', notSaved],
    ['an unpaired surrogate', 'a\uD83D', notSaved],
  ] as const) {
    it(`${name} → ${expected === undefined ? 'valid' : expected.source}`, () => {
      const problem = titleProblem(title)
      if (expected === undefined) assert.equal(problem, undefined)
      else assert.match(problem ?? 'valid', expected)
    })
  }

  it('follows the rule of the API', () => {
    const web = readFileSync(new URL('../src/title-problem.ts', import.meta.url), 'utf8')
    const api = readFileSync(new URL('../../api/src/validation.ts', import.meta.url), 'utf8')
    const visible = /const visible = .*/.exec(api)?.[0] ?? ''
    assert.notEqual(visible, '')
    assert.ok(web.includes(visible))
    assert.ok(api.includes('/[\\0\\p{Cs}]/u') && web.includes('/[\\0\\p{Cs}]/u'))
  })
})
