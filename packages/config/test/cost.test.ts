import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { define } from './support.ts'

type Allows = (origin: string) => boolean

const batch = 50

/**
 * Measures one decision in milliseconds: the minimum of many, because noise only adds time.
 * Each decision gets a new string, as each request does: V8 caches the hash of a string.
 */
function cost(allows: Allows, origin: string, expected: boolean): number {
  const bytes = Buffer.from(origin)
  let min = Infinity
  for (let round = 0; round < 60; round++) {
    const origins = Array.from({ length: batch }, () => bytes.toString())
    let allowed = 0
    const start = process.hrtime.bigint()
    for (const each of origins) if (allows(each)) allowed++
    min = Math.min(min, Number(process.hrtime.bigint() - start) / 1e6 / batch)
    assert.equal(allowed, expected ? batch : 0)
  }
  return min
}

const exact = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://tenant-${index}.acme.dev`)
const patterns = (count: number) =>
  Array.from({ length: count }, (_, index) => `https://*.tenant-${index}.acme.dev`)

const lists = {
  origins: { few: exact(10), many: exact(10_000), last: 'https://tenant-9999.acme.dev' },
  patterns: { few: patterns(10), many: patterns(10_000), last: 'https://a.tenant-9999.acme.dev' },
}

/** Node accepts 16 kB of headers: no longer Origin reaches the API. */
const long = (unit: string, length = 16_384) =>
  `https://${unit.repeat(Math.ceil(length / unit.length))}`.slice(0, length)

/** Repeated, these make some regular expressions backtrack. */
const backtracking = [
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
  describe(`an allowlist of 10,000 ${name}`, () => {
    const small = define({ allowedOrigins: few })
    const large = define({ allowedOrigins: many })

    it('an allowed origin → decided in under 1 ms', () => {
      const spent = cost(large.allows, last, true)
      assert.ok(spent < 1, `${spent} ms`)
    })

    it('a disallowed origin → decided in under 1 ms', () => {
      const spent = cost(large.allows, 'https://a.tenant-10000.acme.dev', false)
      assert.ok(spent < 1, `${spent} ms`)
    })

    it('1,000 times the entries → less than 10 times the time', () => {
      const first = few[0]?.replace('*', 'a') ?? ''
      for (const [origin, expected] of [
        [first, true],
        ['https://a.b.evil.net', false],
      ] as const) {
        const ratio = cost(large.allows, origin, expected) / cost(small.allows, origin, expected)
        assert.ok(ratio < 10, `${ratio} times as long for ${origin}`)
      }
    })

    it('a 16 kB Origin of any repeated text → decided in under 1 ms', () => {
      for (const unit of backtracking) {
        const spent = cost(large.allows, long(unit), false)
        assert.ok(spent < 1, `${spent} ms for ${unit}`)
      }
    })

    it('an Origin of the maximum length of any repeated text → decided in under 1 ms', () => {
      for (const unit of backtracking) {
        for (const end of ['', '$', '.acme.dev', ':65535', ':99999']) {
          const spent = cost(large.allows, long(unit, 250) + end, false)
          assert.ok(spent < 1, `${spent} ms for ${unit}…${end}`)
        }
      }
    })
  })
}

it('a 16 kB Origin that begins with an allowed one → disallowed in under 1 ms', () => {
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

it('an Origin above the maximum length → disallowed by its length alone; one of that length → read', () => {
  const { allows } = define({ allowedOrigins: ['https://*.acme.dev'] })
  const max = 'https://'.length + 253 + ':65535'.length
  let reads = 0
  const ofLength = (length: number) => ({ length, toString: () => `${(reads += 1)}` }) as never
  assert.equal(allows(ofLength(max + 1)), false)
  assert.equal(reads, 0)
  assert.equal(allows(ofLength(max)), false)
  assert.equal(reads, 1)
})
