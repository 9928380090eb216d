import fc from 'fast-check'
import type { HeaderLines, PageRequest } from '../src/decide/index.ts'
import type { DecisionCase } from './decide-in-browsers-course.ts'
import {
  allowCredentials,
  allowHeaders,
  allowMethods,
  allowOrigin,
  expose,
  host,
  origin,
} from './decide-support.ts'

/** Mostly `right`, sometimes `other`: otherwise most cases would fail at their first header. */
const mostly = <T>(right: fc.Arbitrary<T>, other: fc.Arbitrary<T>, weight = 6): fc.Arbitrary<T> =>
  fc.oneof({ weight, arbitrary: right }, { weight: 1, arbitrary: other })

const whitespace = fc.constantFrom('', '', '', ' ', '\t', ' \t ')

/** The values of the lines of one header; without a value, the header is absent. */
type Values = readonly string[]

const originValues = (own: string, credentialed: boolean): fc.Arbitrary<Values> => {
  const wrong = [
    `${own}/`,
    own.toUpperCase(),
    host,
    `http://www1.${host}`,
    'null',
    '',
    '**',
    origin,
  ]
  const members = fc.constantFrom('*', own, 'null', '', `http://www1.${host}`)
  return mostly(
    fc
      .tuple(whitespace, credentialed ? fc.constant(own) : fc.constantFrom('*', own), whitespace)
      .map(([before, value, behind]) => [before + value + behind]),
    fc.oneof(
      fc.constantFrom(...wrong, '*').map((value) => [value]),
      fc.array(members, { minLength: 2, maxLength: 3 }),
      fc
        .tuple(fc.array(members, { minLength: 2, maxLength: 3 }), fc.constantFrom(',', ', ', ' '))
        .map(([list, separator]) => [list.join(separator)]),
      fc.constant([]),
    ),
  )
}

const credentialsValues = mostly<Values>(
  fc.constantFrom(['true'], [' true\t']),
  fc.constantFrom(['True'], ['TRUE'], ['"true"'], ['false'], [''], ['true', 'true'], ['true,'], []),
)

/** The members of a list in one or two lines, with any separators that a list may have. */
const serialized = (members: readonly string[]): fc.Arbitrary<Values> =>
  fc
    .tuple(
      fc.constantFrom(', ', ',', ' ,\t', ', ,', ',,'),
      fc.nat({ max: members.length }),
      whitespace,
    )
    .map(([separator, cut, end]) =>
      [members.slice(0, cut), members.slice(cut)]
        .filter((part) => part.length > 0)
        .map((part) => part.join(separator) + end),
    )

/** A list of the expected members and others; sometimes incomplete, invalid or in another case. */
const list = (expected: readonly string[], others: readonly string[]): fc.Arbitrary<Values> => {
  const extraMembers = fc.array(fc.constantFrom(...others), { maxLength: 2 })
  const some = fc.subarray([...expected, '*', '']).chain((part) => serialized(part))
  const broken = fc
    .tuple(fc.constantFrom('a b', 'a;', '"a"', '@', '\u00e9', '(a)', 'a\v'), fc.boolean())
    .chain(([member, first]) => serialized(first ? [member, ...expected] : [...expected, member]))
  const cased = serialized(
    expected.map((each) => (each === each.toLowerCase() ? each.toUpperCase() : each.toLowerCase())),
  )
  return mostly(
    extraMembers
      .chain((more) => fc.shuffledSubarray([...expected, ...more], full(expected, more)))
      .chain(serialized),
    fc.oneof(some, broken, cased, fc.constant(['*']), fc.constant([])),
    3,
  )
}

function full(...lists: readonly (readonly string[])[]): { minLength: number } {
  return { minLength: lists.flat().length }
}

const methods = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom('GET', 'POST', 'HEAD', 'get') },
  { weight: 5, arbitrary: fc.constantFrom('PUT', 'PATCH', 'DELETE', 'put', 'patch', 'CHICKEN') },
)

const fill = fc.constantFrom(1, 127, 128, 129).map((length) => 'a'.repeat(length))
const values = (...each: string[]): fc.Arbitrary<string> => fc.constantFrom(...each)

/** Request headers by name. No client hints: Chromium sends no preflight for those. */
const requestHeader: fc.Arbitrary<readonly [name: string, value: string]> = fc.oneof(
  fc.tuple(values('Accept'), fc.oneof(fill, values('*/*', 'a"', 'a:b', 'text/*;q=1'))),
  fc.tuple(values('accept-language'), fc.oneof(fill, values('nn', 'nn_NO', 'a, b;q=0.5', '*'))),
  fc.tuple(values('Content-Language'), fc.oneof(fill, values('nn', 'a@', 'a/b'))),
  fc.tuple(
    values('Content-Type'),
    values(
      'text/plain',
      'TEXT/plain; charset=utf-8',
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data;"',
      'text/plain,text/plain',
    ),
  ),
  fc.tuple(
    values('Range'),
    values('bytes=0-', 'bytes=1-2', 'bytes=2-1', 'bytes=-1', 'bytes=0-, 2-'),
  ),
  fc.tuple(
    values('Authorization', 'X-Own', 'x-other', 'X-CSRF-Token', 'If-Match'),
    values('1', ''),
  ),
)

const page: fc.Arbitrary<PageRequest> = fc.record({
  origin: mostly(fc.constant(origin), fc.constant('null')),
  method: methods,
  headers: fc.uniqueArray(requestHeader, {
    selector: ([name]) => name.toLowerCase(),
    maxLength: 4,
  }),
  credentials: fc.constantFrom('include', 'omit'),
})

const preflightStatus = mostly(
  fc.constantFrom(200, 204, 204, 206, 299),
  fc.constantFrom(300, 301, 302, 307, 304, 400, 401, 403, 404, 405, 500, 503),
  8,
)
const actualStatus = mostly(
  fc.constantFrom(200, 201, 204),
  fc.constantFrom(400, 401, 403, 404, 422, 500, 503),
  2,
)

const ownHeaders: HeaderLines = [
  ['Content-Type', 'text/plain'],
  ['X-Total-Count', '3'],
  ['ETag', '"1"'],
  ['Retry-After', '1'],
  ['Pragma', 'no-cache'],
]

const decisionCase = page.chain((request): fc.Arbitrary<DecisionCase> => {
  const credentialed = request.credentials === 'include'
  const names = request.headers.map(([name]) => name.toLowerCase())
  const permission = fc
    .tuple(originValues(request.origin, credentialed), credentialsValues)
    .map(([origins, credentials]): HeaderLines => [
      ...origins.map(allowOrigin),
      ...credentials.map(allowCredentials),
    ])
  const lists = fc
    .tuple(
      list([request.method.toUpperCase()], ['GET', 'POST', 'PUT', 'OPTIONS']),
      list(names, ['accept', 'x-more', 'content-type']),
    )
    .map(([methodLines, headerLines]): HeaderLines => [
      ...methodLines.map(allowMethods),
      ...headerLines.map(allowHeaders),
    ])
  const location = mostly<HeaderLines>(fc.constant([]), fc.constant([['Location', '/elsewhere']]))
  const exposed = list(['x-total-count', 'etag'], ['pragma', 'x-none', '*', 'set-cookie'])
  return fc.record({
    request: fc.constant(request),
    preflight: fc.record({
      status: preflightStatus,
      headers: fc.tuple(permission, lists, location).map((parts) => parts.flat()),
    }),
    actual: fc.record({
      status: actualStatus,
      headers: fc
        .tuple(permission, exposed)
        .map(([lines, values]) => [...lines, ...values.map(expose), ...ownHeaders]),
    }),
  })
})

/** Generates cases: the same ones for the same seed. */
export function generateCases(seed: number, count: number): readonly DecisionCase[] {
  return fc.sample(decisionCase, { seed, numRuns: count })
}
