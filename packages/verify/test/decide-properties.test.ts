import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  checkPreflight,
  corsCheck,
  corsUnsafeHeaderNames,
  decide,
  exposedHeaderNames,
  type HeaderLines,
  maxAgeSeconds,
  needsPreflight,
  type PageRequest,
} from '../src/decide/index.ts'
import {
  allowed,
  allowHeaders,
  allowMethods,
  allowOrigin,
  response,
  expose,
  origin,
  request,
} from './decide-support.ts'

const corsNames = [
  'Access-Control-Allow-Origin',
  'access-control-allow-credentials',
  'Access-Control-Allow-METHODS',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Location',
  'Set-Cookie',
  'X-Own',
]
const likely = ['*', origin, `${origin}/`, 'true', 'True', 'PUT', 'x-own', ',', ' ', '"', 'a b', '']
const value = fc.oneof(
  fc.constantFrom(...likely),
  fc.array(fc.constantFrom(...likely), { maxLength: 4 }).map((parts) => parts.join(', ')),
  fc.string({ unit: 'binary', maxLength: 30 }),
)
const name = fc.oneof(fc.constantFrom(...corsNames), fc.string({ maxLength: 12 }))
const headers: fc.Arbitrary<HeaderLines> = fc.array(fc.tuple(name, value), { maxLength: 12 })
const credentials = fc.constantFrom('include', 'omit')
const page: fc.Arbitrary<PageRequest> = fc.record({
  origin: fc.constantFrom(origin, 'null', 'https://app.example.com'),
  method: fc.constantFrom('GET', 'POST', 'put', 'PATCH', 'patch', 'CHICKEN'),
  headers: fc.array(
    fc.tuple(fc.constantFrom('X-Own', 'accept', 'Content-Type', 'range', 'Cookie'), value),
    { maxLength: 4 },
  ),
  credentials,
})
const anyHead = fc.record({ status: fc.integer({ min: 100, max: 999 }), headers })
/** Of a response that allows each request of `page` from `origin`. */
const allowingHead = fc
  .array(fc.tuple(fc.constantFrom('X-Own', 'Set-Cookie', 'Access-Control-Expose-Headers'), value))
  .map((more) => ({
    status: 200,
    headers: [
      ...allowed,
      allowMethods('GET, POST, PUT, PATCH, patch, CHICKEN'),
      allowHeaders('x-own, accept, content-type, range'),
      ...more,
    ],
  }))
const head = fc.oneof(anyHead, { weight: 2, arbitrary: allowingHead })

const strip = (text: string) => text.replace(/^[\t ]+/, '').replace(/[\t ]+$/, '')

describe('the decision core, for any input', () => {
  it('a page reads only a response whose Allow-Origin is its origin or *', () => {
    const near = fc.tuple(fc.constantFrom('', ' ', ','), value).map(([end, text]) => text + end)
    fc.assert(
      fc.property(fc.oneof(value, near), credentials, (text, mode) => {
        const lines = [allowOrigin(text), ['Access-Control-Allow-Credentials', 'true'] as const]
        const passes = corsCheck({ origin, credentials: mode }, lines) === undefined
        assert.equal(passes, strip(text) === origin || (strip(text) === '*' && mode === 'omit'))
      }),
      { numRuns: 2000 },
    )
  })

  it('each change of one character of the origin blocks the page', () => {
    const edit = fc.tuple(
      fc.nat({ max: origin.length - 1 }),
      fc.integer({ min: 0x21, max: 0xff }).map((code) => String.fromCharCode(code)),
    )
    fc.assert(
      fc.property(edit, ([index, character]) => {
        fc.pre(origin[index] !== character)
        const other = origin.slice(0, index) + character + origin.slice(index + 1)
        assert.ok(corsCheck({ origin, credentials: 'omit' }, [allowOrigin(other)]))
      }),
      { numRuns: 500 },
    )
  })

  it('decide agrees with corsCheck and checkPreflight for any header lines', () => {
    const counts = { 'read at once': 0, 'read after a preflight': 0, actual: 0, preflight: 0 }
    fc.assert(
      fc.property(page, head, head, (pageRequest, preflight, actual) => {
        const decision = decide(pageRequest, { preflight, actual })
        if (decision.allowed) {
          const sendsPreflight = needsPreflight(pageRequest)
          counts[sendsPreflight ? 'read after a preflight' : 'read at once'] += 1
          assert.equal(corsCheck(pageRequest, actual.headers), undefined)
          if (sendsPreflight) assert.equal(checkPreflight(pageRequest, preflight), undefined)
          const present = new Set(actual.headers.map(([each]) => each.toLowerCase()))
          assert.ok(decision.headers.every((each) => present.has(each.toLowerCase())))
          return
        }
        counts[decision.failure.exchange] += 1
        if (decision.failure.exchange === 'actual')
          assert.ok(corsCheck(pageRequest, actual.headers))
        else assert.deepEqual(decision.failure, checkPreflight(pageRequest, preflight))
      }),
      { numRuns: 2000 },
    )
    // Otherwise the property says nothing about one of the outcomes.
    for (const [outcome, count] of Object.entries(counts)) assert.ok(count >= 10, outcome)
  })

  it('a page never reads a cookie, and with credentials never more than without', () => {
    fc.assert(
      fc.property(head, (any) => {
        const without = exposedHeaderNames(any, 'omit')
        const withThem = exposedHeaderNames(any, 'include')
        assert.equal(without.includes('set-cookie') || withThem.includes('set-cookie'), false)
        assert.ok(withThem.every((each) => without.includes(each)))
      }),
      { numRuns: 1000 },
    )
  })

  it('each unsafe name is listed once, and their order does not depend on that of the headers', () => {
    fc.assert(
      fc.property(page, ({ headers: lines }) => {
        const names = corsUnsafeHeaderNames(lines)
        assert.deepEqual(names, [...new Set(names)].sort())
        assert.deepEqual(corsUnsafeHeaderNames(lines.toReversed()), names)
      }),
      { numRuns: 500 },
    )
  })

  it('a browser caches a preflight for a finite whole number of seconds', () => {
    fc.assert(
      fc.property(value, (text) => {
        const { seconds } = maxAgeSeconds([['Access-Control-Max-Age', text]])
        assert.ok(Number.isSafeInteger(seconds) && seconds >= 0)
      }),
    )
  })
})

/**
 * The processor time of the fastest of seven runs, in milliseconds. Noise only adds time, and other
 * programs of the machine are not counted.
 */
function fastestMs(run: () => void): number {
  let best = Infinity
  for (let round = 0; round < 7; round++) {
    const start = process.cpuUsage()
    run()
    best = Math.min(best, process.cpuUsage(start).user / 1000)
  }
  return best
}

/** The maximum factor for ten times the length: linear time grows by 10, quadratic by 100. */
const maxFactor = 50

describe('time grows with the length of a header, not with its square', () => {
  const fill = (unit: string, length: number) => unit.repeat(length / unit.length)
  const put = request({ method: 'PUT', headers: [['X-Own', '1']] })
  const preflight = (list: string) =>
    response([
      ...allowed,
      ['Access-Control-Allow-Methods', `${list}PUT`],
      ['Access-Control-Allow-Headers', `${list}x-own`],
    ])
  const shapes: readonly (readonly [name: string, unit: string])[] = [
    ['short names', 'ab-cdef, '],
    ['commas', ','],
    ['spaces', ' '],
    ['spaces between letters', 'a    '],
    ['quotes', '"'],
    ['one long name', 'a'],
  ]
  for (const [name, unit] of shapes) {
    it(`a megabyte of ${name} costs about ten times a tenth of it`, () => {
      const judge = (length: number) => {
        const list = fill(unit, length)
        const heads = {
          preflight: preflight(list),
          actual: response([...allowed, expose(`${list}x`)]),
        }
        const origins = [allowOrigin(`x${list}x`)]
        return () => {
          decide(put, heads)
          exposedHeaderNames(heads.actual, 'omit')
          corsCheck(put, origins)
        }
      }
      const few = fastestMs(judge(99_990))
      const many = fastestMs(judge(999_900))
      // Below 1 ms, the clock and the garbage collector decide.
      assert.ok(many < Math.max(few, 1) * maxFactor, `${many} ms against ${few} ms`)
    })
  }

  it('twenty thousand lines cost about ten times two thousand', () => {
    const judge = (count: number) => {
      const lines = Array.from({ length: count }, (_, index) => expose(`x-${index}`))
      const own = Array.from({ length: count }, (_, index) => [`X-${index}`, ''] as const)
      const head = response([...allowed, ...lines, ...own])
      const pageRequest = request({ method: 'PUT', headers: own })
      return () => {
        assert.equal(exposedHeaderNames(head, 'include').length, count)
        corsUnsafeHeaderNames(pageRequest.headers)
        checkPreflight(pageRequest, head)
      }
    }
    const few = fastestMs(judge(2_000))
    const many = fastestMs(judge(20_000))
    assert.ok(many < Math.max(few, 1) * maxFactor, `${many} ms against ${few} ms`)
  })
})
