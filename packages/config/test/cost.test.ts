import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { define } from './support.ts'

type Allows = (origin: string) => boolean

const batch = 50

/**
 * Milliseconds of one decision: the least of many, because noise only ever adds.
 * Each asks with a new string, as each request does: V8 keeps the hash of one it has seen.
 */
function cost(allows: Allows, origin: string, expected: boolean): number {
  const bytes = Buffer.from(origin)
  let least = Infinity
  for (let round = 0; round < 60; round++) {
    const origins = Array.from({ length: batch }, () => bytes.toString())
    let allowed = 0
    const start = process.hrtime.bigint()
    for (const each of origins) if (allows(each)) allowed++
    least = Math.min(least, Number(process.hrtime.bigint() - start) / 1e6 / batch)
    assert.equal(allowed, expected ? batch : 0)
  }
  return least
}

const exact = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://tenant-${index}.acme.dev`)
const patterns = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://*.tenant-${index}.acme.dev`)

const lists = {
  origins: { few: exact(10), many: exact(10_000), last: 'https://tenant-9999.acme.dev' },
  patterns: { few: patterns(10), many: patterns(10_000), last: 'https://a.tenant-9999.acme.dev' },
}

/** Node accepts 16 kB of headers: this is the longest Origin that can arrive. */
const long = (unit: string, length = 16_384) =>
  `https://${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, length)

/** What makes careless expressions backtrack, within and beyond the longest origin there is. */
const hostile = [
  'a',
  'a-',
  'a.',
  '.',
  '-',
  'a.a-',
  'aa.',
  '1',
  '[',
  ':',
  '@',
  '*',
  '*.',
  'xn--',
  'é',
]

for (const [name, { few, many, last }] of Object.entries(lists)) {
  describe(`the check among 10,000 ${name} (S20)`, () => {
    const small = define({ allowedOrigins: few })
    const large = define({ allowedOrigins: many })

    it('an allowed origin costs under 1 ms', () => {
      const spent = cost(large.allows, last, true)
      assert.ok(spent < 1, `${spent} ms`)
    })

    it('a refused origin costs under 1 ms', () => {
      const spent = cost(large.allows, 'https://a.tenant-10000.acme.dev', false)
      assert.ok(spent < 1, `${spent} ms`)
    })

    it('a thousand times the entries do not cost ten times as much', () => {
      const first = few[0]?.replace('*', 'a') ?? ''
      for (const [origin, expected] of [
        [first, true],
        ['https://a.b.evil.net', false],
      ] as const) {
        const ratio = cost(large.allows, origin, expected) / cost(small.allows, origin, expected)
        assert.ok(ratio < 10, `${ratio} times as much for ${origin}`)
      }
    })

    it('a 16 kB Origin costs under 1 ms, whatever it is made of', () => {
      for (const unit of hostile) {
        const spent = cost(large.allows, long(unit), false)
        assert.ok(spent < 1, `${spent} ms for ${unit}`)
      }
    })

    it('the longest origin that is read costs under 1 ms, whatever it is made of', () => {
      for (const unit of hostile) {
        for (const end of ['', '$', '.acme.dev', ':65535', ':99999']) {
          const spent = cost(large.allows, long(unit, 250) + end, false)
          assert.ok(spent < 1, `${spent} ms for ${unit}…${end}`)
        }
      }
    })

    it('a 16 kB Origin is refused unread: it costs no more than a 1 kB one', () => {
      for (const unit of ['a', 'a.']) {
        const ratio =
          cost(large.allows, long(unit), false) / cost(large.allows, long(unit, 1024), false)
        assert.ok(ratio < 5, `16 times the length costs ${ratio} times as much`)
      }
    })
  })
}

it('a 16 kB Origin that begins with an allowed one is refused, and costs under 1 ms (S02, S20)', () => {
  const { allows } = define({ allowedOrigins: ['https://app.acme.dev', 'https://*.acme.dev'] })
  assert.equal(allows('https://app.acme.dev'), true)
  for (const origin of [
    `https://app.acme.dev${'.evil.net'.repeat(1800)}`,
    `https://${'evil.'.repeat(3200)}acme.dev`,
  ]) {
    const spent = cost(allows, origin, false)
    assert.ok(spent < 1, `${spent} ms`)
  }
})
