import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { differences, isPredictable, predict } from '../src/page/build/predict.ts'
import { presets } from '../src/page/build/presets.ts'
import {
  responsesOf,
  joined,
  rightSetUp,
  stepOf,
  type BuiltSetUp,
} from '../src/page/build/set-up.ts'
import type { Outcome } from '../src/shared/types.ts'
import { app, exchanged } from './exchanges.ts'

/** A decision in a word or two. */
function said(setUp: BuiltSetUp): string {
  const prediction = predict(setUp)
  if ('reason' in prediction) return prediction.reason
  if (prediction.allowed) return `readable: ${prediction.headers.join(' ')}`
  return `${prediction.failure.exchange}: ${prediction.failure.reason}`
}

describe('each preset shows what its name says', () => {
  const expected: Record<string, string> = {
    'All right': 'readable: content-type x-total-count',
    'No CORS layer': 'preflight: missing-allow-origin',
    '* with credentials': 'preflight: wildcard-with-credentials',
    '* without credentials': 'readable: content-type x-total-count',
    'PATCH is not listed': 'preflight: method-not-allowed',
    'A header is not listed': 'preflight: header-not-allowed',
    'Trailing slash': 'preflight: allow-origin-mismatch',
    'Preflight needs a sign-in': 'preflight: preflight-status',
    'Errors lack CORS': 'actual: missing-allow-origin',
    'Nothing exposed': 'readable: content-type',
    'Set by two layers': 'actual: multiple-allow-origin',
    'Mode no-cors':
      'The request is sent without a preflight and without headers that need one. The response is opaque: the page sees neither status nor body.',
    'An untrusted origin': 'preflight: allow-origin-mismatch',
  }
  it('and none is without an expectation', () =>
    assert.deepEqual(
      presets.map(({ name }) => name),
      Object.keys(expected),
    ))
  for (const { name, setUp } of presets)
    it(`${name} → ${expected[name] ?? ''}`, () => assert.equal(said(setUp), expected[name]))
})

test('fetch throws for a forbidden method before any server is asked', () => {
  for (const method of ['TRACE', 'connect', 'Track'])
    assert.match(said({ ...rightSetUp, method }), /^fetch throws at once: no page may send/)
})

describe('mode and redirect mode', () => {
  const redirected = { ...rightSetUp.actual, status: 307 }
  const cases: [Partial<BuiltSetUp>, RegExp][] = [
    [{ mode: 'same-origin' }, /sends nothing: the mode is same-origin/],
    [{ mode: 'no-cors' }, /throws at once: the mode no-cors allows .* not PATCH/],
    [{ mode: 'no-cors', method: 'post' }, /The response is opaque/],
    [{ mode: 'no-cors', method: 'GET', redirect: 'error' }, /allows the redirect mode follow/],
    [{ redirect: 'error', actual: redirected }, /redirect mode is error, and the status is 307/],
    [{ redirect: 'manual', actual: redirected }, /does not follow the 307/],
    [{ redirect: 'error' }, /^readable/],
    [{ redirect: 'manual' }, /^readable/],
    [{ redirect: 'error', actual: { status: 307, headers: [] } }, /^actual: missing-allow-origin/],
  ]
  for (const [changes, expected] of cases)
    it(`${JSON.stringify(changes)} → ${expected.source}`, () =>
      assert.match(said({ ...rightSetUp, ...changes }), expected))
})

test('a sandboxed frame asks with the origin null', () => {
  const response = { status: 200, headers: [['Access-Control-Allow-Origin', 'null']] } as const
  const simple = {
    method: 'GET',
    credentials: 'omit',
    requestHeaders: [],
    actual: response,
  } as const
  assert.equal(said({ ...rightSetUp, ...simple, page: 'sandbox' }), 'readable: ')
  assert.equal(said({ ...rightSetUp, ...simple }), 'actual: allow-origin-mismatch')
})

describe('a prediction is held against the browser where the set-up alone decides', () => {
  const methods = (method: string): BuiltSetUp => ({
    ...rightSetUp,
    method,
    preflight: {
      ...rightSetUp.preflight,
      headers: [...rightSetUp.preflight.headers, ['Access-Control-Allow-Methods', method]],
    },
  })
  const bare = { status: 200, headers: [] }
  const location = [...rightSetUp.actual.headers, ['Location', '/']] as const
  const cases: [what: string, BuiltSetUp, is: boolean][] = [
    ['what is right', rightSetUp, true],
    ['put, which is sent as PUT', methods('put'), true],
    ['patch that its preflight stops', { ...rightSetUp, method: 'patch' }, true],
    ['patch that reaches the parser', methods('patch'), false],
    ['a made-up method that reaches it', methods('FOO'), false],
    ['OPTIONS, which gets the response to a preflight', methods('OPTIONS'), false],
    ['OPTIONS, even if it is to be refused', { ...methods('OPTIONS'), actual: bare }, false],
    ['TRACE, which fetch refuses', methods('TRACE'), true],
    [
      'a 407, on which browsers differ',
      { ...rightSetUp, actual: { ...rightSetUp.actual, status: 407 } },
      false,
    ],
    ['a 407 without CORS headers', { ...rightSetUp, actual: { status: 407, headers: [] } }, true],
    ['a redirect', { ...rightSetUp, actual: { status: 302, headers: location } }, false],
    [
      'a 302 that leads nowhere',
      { ...rightSetUp, actual: { ...rightSetUp.actual, status: 302 } },
      true,
    ],
    [
      'a redirect that is not followed',
      { ...rightSetUp, redirect: 'manual', actual: { status: 302, headers: location } },
      true,
    ],
    ['a 201 with a Location', { ...rightSetUp, actual: { status: 201, headers: location } }, true],
  ]
  for (const [what, setUp, is] of cases)
    it(`${what}: ${is ? 'compared' : 'not compared'}`, () => assert.equal(isPredictable(setUp), is))
})

describe('a browser that does not do as predicted is told of', () => {
  const { status, headers } = rightSetUp.actual
  const seen: Outcome = { readable: true, headers: ['content-type', 'x-total-count'] }
  const found = (outcome: Outcome, lines = headers, setUp = rightSetUp) =>
    differences(setUp, predict(setUp), outcome, [exchanged('PATCH', status, lines)])

  it('and one that does is not', () => assert.deepEqual(found(seen), []))
  it('readable', () =>
    assert.deepEqual(found({ readable: false }), [
      'Predicted: readable. Your browser: not readable.',
    ]))
  it('not readable', () =>
    assert.deepEqual(found(seen, headers, { ...rightSetUp, page: 'attacker' }), [
      'Predicted: not readable. Your browser: readable.',
    ]))
  it('a header too few and one too many', () =>
    assert.deepEqual(found({ readable: true, headers: ['content-type', 'set-cookie'] }), [
      'JavaScript was to see x-total-count, and does not.',
      'JavaScript sees set-cookie, which was not predicted.',
    ]))
  it('but a safelisted line that the server adds is expected', () => {
    const more = [...headers, ['Content-Length', '2']] as const
    const all = ['content-length', 'content-type', 'x-total-count']
    assert.deepEqual(found({ readable: true, headers: all }, more), [])
    assert.equal(found(seen, more).length, 1)
  })
  it('but Clear-Site-Data, which Chromium withholds, may be missing', () => {
    const exposed = [
      ...headers.filter(([name]) => name !== 'Access-Control-Expose-Headers'),
      ['Access-Control-Expose-Headers', 'X-Total-Count, Clear-Site-Data'],
      ['Clear-Site-Data', '"cache"'],
    ] as const
    assert.deepEqual(found(seen, exposed), [])
  })
  it('but not where nothing is compared', () =>
    assert.deepEqual(found({ readable: false }, headers, { ...rightSetUp, method: 'OPTIONS' }), []))
})

test('a set-up is asked for as a page asks: names once, a body where there can be one', () => {
  const twice = [
    ['X-A', '1'],
    ['X-A', '2'],
  ] as const
  assert.deepEqual(joined(twice), [['X-A', '1, 2']])
  const otherCase = [
    ['Accept', 'a'],
    ['accept', 'b'],
  ] as const
  assert.deepEqual(joined(otherCase), [['Accept', 'a, b']])
  const step = (changes: Partial<BuiltSetUp>) => {
    const made = stepOf({ ...rightSetUp, ...changes })
    return made.kind === 'fetch' ? made : assert.fail(made.kind)
  }
  assert.deepEqual(step({ requestHeaders: twice }).headers, { 'X-A': '1, 2' })
  assert.equal(step({ method: 'head' }).body, undefined)
  assert.equal(step({ method: 'GET' }).body, undefined)
  assert.notEqual(step({}).body, undefined)
  // What speaks to browsers is nothing a page reads.
  assert.deepEqual(step({}).reads, ['X-Total-Count', 'Content-Type'])
})

test('a response that may have no body has none', () => {
  const body = (status: number) =>
    responsesOf({ ...rightSetUp, actual: { status, headers: [] } }).actual.body
  assert.deepEqual([204, 205, 304].map(body), ['', '', ''])
  assert.notEqual(body(200), '')
})

test('the set-up that is right names the page that asks', () => {
  for (const { headers } of [rightSetUp.preflight, rightSetUp.actual])
    assert.deepEqual(headers[0], ['Access-Control-Allow-Origin', app])
})
