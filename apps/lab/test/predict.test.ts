import assert from 'node:assert/strict'
import { describe, it, test } from 'node:test'
import { differences, isPredictable, predict } from '../src/page/build/predict.ts'
import { presets } from '../src/page/build/presets.ts'
import {
  responsesOf,
  joined,
  rightConfiguration,
  actionOf,
  type Configuration,
} from '../src/page/build/configuration.ts'
import type { Outcome } from '../src/shared/types.ts'
import { app, exchanged } from './exchanges.ts'

/** Returns a prediction in a few words: `readable: content-type`, `preflight: missing-allow-origin`. */
function predicted(configuration: Configuration): string {
  const prediction = predict(configuration)
  if (prediction.allowed) return `readable: ${prediction.headers.join(' ')}`
  if ('reason' in prediction) return prediction.reason
  return `${prediction.failure.exchange}: ${prediction.failure.reason}`
}

describe('each preset has the result that its name promises', () => {
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
    "The API's own origin": 'readable: content-type',
  }
  it('every preset → has an expected result here', () =>
    assert.deepEqual(
      presets.map(({ name }) => name),
      Object.keys(expected),
    ))
  for (const { name, configuration } of presets)
    it(`${name} → ${expected[name] ?? ''}`, () =>
      assert.equal(predicted(configuration), expected[name]))
})

test('a forbidden method → fetch throws, and no request is sent', () => {
  for (const method of ['TRACE', 'connect', 'Track'])
    assert.match(
      predicted({ ...rightConfiguration, method }),
      /^fetch throws at once: no page may send/,
    )
})

describe('a page of the origin of the API', () => {
  const headers = [
    ['X-Secret', '1'],
    ['Set-Cookie', 'a=1'],
    ['x-secret', '2'],
  ] as const
  const own: Configuration = {
    ...rightConfiguration,
    page: 'api',
    preflight: { status: 500, headers: [] },
    actual: { status: 200, headers },
  }
  for (const mode of ['cors', 'same-origin'] as const)
    it(`mode ${mode} → readable without a CORS header, and Set-Cookie is not`, () =>
      assert.equal(predicted({ ...own, mode }), 'readable: x-secret'))
  it('another origin → the preflight fails', () =>
    assert.equal(predicted({ ...own, page: 'app' }), 'preflight: missing-allow-origin'))
  it('mode no-cors → readable; PATCH throws', () => {
    assert.equal(predicted({ ...own, mode: 'no-cors', method: 'GET' }), 'readable: x-secret')
    assert.match(predicted({ ...own, mode: 'no-cors' }), /throws at once: .* not PATCH/)
  })
  it('a redirect that is not followed → not readable; one that is followed is not compared', () => {
    const redirected = { status: 302, headers: [['Location', '/elsewhere']] as const }
    assert.match(
      predicted({ ...own, redirect: 'error', actual: redirected }),
      /redirect mode is error/,
    )
    assert.equal(isPredictable({ ...own, mode: 'same-origin', actual: redirected }), false)
  })
})

describe('mode and redirect mode', () => {
  const redirected = { ...rightConfiguration.actual, status: 307 }
  const cases: [Partial<Configuration>, RegExp][] = [
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
      assert.match(predicted({ ...rightConfiguration, ...changes }), expected))
})

test('a sandboxed frame → sends Origin: null', () => {
  const response = { status: 200, headers: [['Access-Control-Allow-Origin', 'null']] } as const
  const simple = {
    method: 'GET',
    credentials: 'omit',
    requestHeaders: [],
    actual: response,
  } as const
  assert.equal(predicted({ ...rightConfiguration, ...simple, page: 'sandbox' }), 'readable: ')
  assert.equal(predicted({ ...rightConfiguration, ...simple }), 'actual: allow-origin-mismatch')
})

describe('a prediction is compared with the browser if the configuration alone decides the result', () => {
  const methods = (method: string): Configuration => ({
    ...rightConfiguration,
    method,
    preflight: {
      ...rightConfiguration.preflight,
      headers: [...rightConfiguration.preflight.headers, ['Access-Control-Allow-Methods', method]],
    },
  })
  const bare = { status: 200, headers: [] }
  const location = [...rightConfiguration.actual.headers, ['Location', '/']] as const
  const cases: [what: string, Configuration, is: boolean][] = [
    ['the right configuration', rightConfiguration, true],
    ['put, which is sent as PUT', methods('put'), true],
    ['patch whose preflight fails', { ...rightConfiguration, method: 'patch' }, true],
    ['patch that reaches the HTTP parser', methods('patch'), false],
    ['a made-up method that reaches the HTTP parser', methods('FOO'), false],
    ['OPTIONS, which gets the response to a preflight', methods('OPTIONS'), false],
    ['OPTIONS, also if its response is blocked', { ...methods('OPTIONS'), actual: bare }, false],
    ['TRACE, which fetch rejects', methods('TRACE'), true],
    [
      'a 407, on which browsers differ',
      { ...rightConfiguration, actual: { ...rightConfiguration.actual, status: 407 } },
      false,
    ],
    [
      'a 407 without CORS headers',
      { ...rightConfiguration, actual: { status: 407, headers: [] } },
      true,
    ],
    ['a redirect', { ...rightConfiguration, actual: { status: 302, headers: location } }, false],
    [
      'a 302 without a Location',
      { ...rightConfiguration, actual: { ...rightConfiguration.actual, status: 302 } },
      true,
    ],
    [
      'a redirect that is not followed',
      { ...rightConfiguration, redirect: 'manual', actual: { status: 302, headers: location } },
      true,
    ],
    [
      'a 201 with a Location',
      { ...rightConfiguration, actual: { status: 201, headers: location } },
      true,
    ],
  ]
  for (const [what, configuration, is] of cases)
    it(`${what}: ${is ? 'compared' : 'not compared'}`, () =>
      assert.equal(isPredictable(configuration), is))
})

describe('differences between the prediction and the browser', () => {
  const { status, headers } = rightConfiguration.actual
  const seen: Outcome = { readable: true, headers: ['content-type', 'x-total-count'] }
  const found = (outcome: Outcome, lines = headers, configuration = rightConfiguration) =>
    differences(configuration, predict(configuration), outcome, [exchanged('PATCH', status, lines)])

  it('a result as predicted → none', () => assert.deepEqual(found(seen), []))
  it('predicted readable, not readable → one line', () =>
    assert.deepEqual(found({ readable: false }), [
      'Predicted: readable. Your browser: not readable.',
    ]))
  it('predicted not readable, readable → one line', () =>
    assert.deepEqual(found(seen, headers, { ...rightConfiguration, page: 'attacker' }), [
      'Predicted: not readable. Your browser: readable.',
    ]))
  it('a header that is missing and one that was not predicted → a line each', () =>
    assert.deepEqual(found({ readable: true, headers: ['content-type', 'set-cookie'] }), [
      'Predicted, but not visible to JavaScript: x-total-count.',
      'Visible to JavaScript, but not predicted: set-cookie.',
    ]))
  it('a safelisted header that the server adds → none', () => {
    const more = [...headers, ['Content-Length', '2']] as const
    const all = ['content-length', 'content-type', 'x-total-count']
    assert.deepEqual(found({ readable: true, headers: all }, more), [])
    assert.equal(found(seen, more).length, 1)
  })
  it('Clear-Site-Data, which Chromium withholds → none', () => {
    const exposed = [
      ...headers.filter(([name]) => name !== 'Access-Control-Expose-Headers'),
      ['Access-Control-Expose-Headers', 'X-Total-Count, Clear-Site-Data'],
      ['Clear-Site-Data', '"cache"'],
    ] as const
    assert.deepEqual(found(seen, exposed), [])
  })
  it('a configuration that is not compared → none', () =>
    assert.deepEqual(
      found({ readable: false }, headers, { ...rightConfiguration, method: 'OPTIONS' }),
      [],
    ))
})

test('the request of a configuration → each header name once, and a body if the method allows one', () => {
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
  const action = (changes: Partial<Configuration>) => {
    const made = actionOf({ ...rightConfiguration, ...changes })
    return made.kind === 'fetch' ? made : assert.fail(made.kind)
  }
  assert.deepEqual(action({ requestHeaders: twice }).headers, { 'X-A': '1, 2' })
  assert.equal(action({ method: 'head' }).body, undefined)
  assert.equal(action({ method: 'GET' }).body, undefined)
  assert.notEqual(action({}).body, undefined)
  // Headers that only browsers use, such as those of CORS, are not read by the page.
  assert.deepEqual(action({}).reads, ['X-Total-Count', 'Content-Type'])
})

test('a response with a status without a body → an empty body', () => {
  const body = (status: number) =>
    responsesOf({ ...rightConfiguration, actual: { status, headers: [] } }).actual.body
  assert.deepEqual([204, 205, 304].map(body), ['', '', ''])
  assert.notEqual(body(200), '')
})

test('the right configuration → allows the origin of its page in both responses', () => {
  for (const { headers } of [rightConfiguration.preflight, rightConfiguration.actual])
    assert.deepEqual(headers[0], ['Access-Control-Allow-Origin', app])
})
