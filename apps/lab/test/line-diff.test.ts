import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lineDiff } from '../src/page/reading/line-diff.ts'
import { randomFrom } from '../record/random.ts'
import { seed } from './seed.ts'

const marks = { same: ' ', removed: '-', added: '+' }
const drawn = (before: string, after: string) =>
  lineDiff(before, after).map(({ kind, text }) => marks[kind] + text)

const cases: [what: string, before: string, after: string, diff: string[]][] = [
  ['two empty texts → no lines', '', '', []],
  ['identical texts → the same in every line', 'a\nb', 'a\nb', [' a', ' b']],
  ['an empty text before → every line is added', '', 'a\nb', ['+a', '+b']],
  ['an empty text after → every line is removed', 'a\nb', '', ['-a', '-b']],
  ['a changed line → removed, then added', 'a', 'b', ['-a', '+b']],
  ['a new line between two → added at its position', 'a\nc', 'a\nb\nc', [' a', '+b', ' c']],
  ['equal lines → as few as possible change', 'a\na', 'a\na\na', [' a', ' a', '+a']],
  ['indentation and a final comma → not a change', 'x: 1,', '  x: 1', ['   x: 1']],
  ['a comma within a line → a change', 'f(a, b)', 'f(a b)', ['-f(a, b)', '+f(a b)']],
  ['an empty line → a line', 'a\n\nb', 'a\nb', [' a', '-', ' b']],
]
for (const [what, before, after, diff] of cases)
  test(what, () => assert.deepEqual(drawn(before, after), diff))

test(`random texts → a diff that contains both and is the shortest (seed ${seed})`, () => {
  const random = randomFrom(seed)
  const text = () =>
    Array.from({ length: Math.floor(random() * 8) }, () => 'abc'[Math.floor(random() * 3)])
  for (let round = 0; round < 500; round++) {
    const [before, after] = [text(), text()]
    const diff = lineDiff(before.join('\n'), after.join('\n'))
    const without = (kind: string) =>
      diff.filter((line) => line.kind !== kind).map((line) => line.text)
    assert.deepEqual(without('added'), before)
    assert.deepEqual(without('removed'), after)
    const same = diff.filter(({ kind }) => kind === 'same').length
    assert.equal(same, longestCommon(before, after), JSON.stringify([before, after]))
  }
})

/** Returns the length of the longest common subsequence, by trying every way: not as lineDiff does. */
function longestCommon(a: readonly unknown[], b: readonly unknown[]): number {
  const [first, ...rest] = a
  if (a.length === 0) return 0
  const place = b.indexOf(first)
  const without = longestCommon(rest, b)
  return place < 0 ? without : Math.max(without, 1 + longestCommon(rest, b.slice(place + 1)))
}
