import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { checkPreflight, type HeaderLines, type CorsFailure } from '../src/decide/index.ts'
import {
  allowed,
  allowHeaders,
  allowMethods,
  allowOrigin,
  response,
  origin,
  request,
  shown,
} from './decide-support.ts'

type Header = readonly [name: string, value: string]

describe('web-platform-tests fetch/api/cors/cors-preflight-star.any.js', () => {
  const test: Header = ['X-Test', '1']
  const cased = (method: string, verdicts: readonly [boolean, boolean, boolean, boolean]) => {
    const lower = method.toLowerCase()
    return [
      [verdicts[0], true, method, '*', method],
      [verdicts[1], true, method, '*', lower],
      [verdicts[2], true, lower, '*', method],
      [verdicts[3], true, lower, '*', lower],
    ] as const
  }
  const rows: readonly (readonly [
    succeeds: boolean,
    credentialed: boolean,
    methods: string,
    names: string,
    method: string,
    header?: Header,
  ])[] = [
    [true, false, 'get', 'x-test', 'GET', test],
    [true, false, '*', 'x-test', 'SUPER', test],
    [true, false, '*', '*', 'OK', test],
    [false, true, '*', '*', 'OK', test],
    [false, true, '*', '', 'PUT'],
    [false, true, 'get', '*', 'GET', test],
    [false, true, '*', '*', 'GET', test],
    [true, true, '*', '*', '*', ['*', '1']],
    [true, true, 'OK', 'Content-Type', 'GET', ['Content-Type', 'uni/corn']],
    [true, true, '', '*', 'get'],
    [true, true, 'PUT', '*', 'PUT', ['Accept', 'unicorn']],
    ...['GET', 'HEAD', 'POST'].flatMap((method) => cased(method, [true, true, true, true])),
    ...['DELETE', 'PUT'].flatMap((method) => cased(method, [true, true, false, false])),
    ...cased('PATCH', [true, false, false, true]),
    [true, false, '*', '*, Authorization', 'POST', ['Authorization', '123']],
  ]
  for (const [succeeds, credentialed, methods, names, method, header] of rows) {
    const page = credentialed ? 'a credentialed page' : 'a page without credentials'
    const lists = `methods ${shown(methods)} and headers ${shown(names)}`
    const outcome = succeeds ? 'may' : 'may not'
    it(`${page} that is sent ${lists} ${outcome} ${method} ${shown(header ?? [])}`, () => {
      const failure = checkPreflight(
        request({
          method,
          headers: header ? [header] : [],
          credentials: credentialed ? 'include' : 'omit',
        }),
        response([...allowed, allowMethods(methods), allowHeaders(names)]),
      )
      assert.equal(failure === undefined, succeeds, failure?.reason)
    })
  }

  // The file expects a failure here, as the standard requires. Browsers do not implement that.
  it('a page without credentials that is sent * may set Authorization', () => {
    const page = request({ method: 'POST', headers: [['Authorization', '123']] })
    assert.equal(checkPreflight(page, response([allowOrigin('*'), allowHeaders('*')])), undefined)
  })

  it('a credentialed page that is sent * may not set Authorization', () => {
    const headers: HeaderLines = [['Authorization', '123']]
    const page = request({ headers, credentials: 'include' })
    assert.deepEqual(checkPreflight(page, response([...allowed, allowHeaders('*')])), {
      exchange: 'preflight',
      reason: 'header-not-allowed',
      subject: 'authorization',
      value: '*',
    })
  })
})

describe('web-platform-tests fetch/api/cors/cors-preflight.any.js', () => {
  for (const method of ['DELETE', 'PUT', 'PATCH', 'NEW']) {
    it(`a page may ${method} where the server lists it`, () => {
      const lines = [allowOrigin('*'), allowMethods(method)]
      assert.equal(checkPreflight(request({ method }), response(lines)), undefined)
    })

    it(`a page may not ${method} where the server lists nothing`, () => {
      assert.deepEqual(checkPreflight(request({ method }), response([allowOrigin('*')])), {
        exchange: 'preflight',
        reason: 'method-not-allowed',
        subject: method,
      })
    })
  }

  const own = ['x-test-header1', 'x-test-header2', 'X-test-header3', 'Content-Type']
  const headers = own.map((name) => [name, 'allowedOrBlocked'] as const)
  const safe: HeaderLines = [
    ['Accept', '*'],
    ['Accept-Language', 'bzh'],
    ['Content-Language', 'eu'],
  ]
  const page = request({ headers: [...headers, ...safe] })

  it('a page may set several headers where the server lists them, with spaces before commas', () => {
    const lines = [allowOrigin('*'), allowHeaders(own.join(' ,').toLowerCase())]
    assert.equal(checkPreflight(page, response(lines)), undefined)
  })

  it('a page may not set several headers where the server lists none, the first is named', () => {
    assert.deepEqual(checkPreflight(page, response([allowOrigin('*')])), {
      exchange: 'preflight',
      reason: 'header-not-allowed',
      subject: 'content-type',
    })
  })
})

describe('web-platform-tests cors/request-headers.htm', () => {
  const rows: readonly (readonly [list: string, names: readonly string[], blocked?: string])[] = [
    ['x-print', ['x-print']],
    ['x-print,', ['x-print', 'content-type', 'accept', 'accept-language', 'content-language']],
    ['x-print', ['x-print', 'y-print'], 'y-print'],
    [',y-lol,x-PriNT, ,,,Y-PRINT', ['x-print', 'y-print']],
  ]
  for (const [list, names, blocked] of rows) {
    const outcome = blocked === undefined ? 'may' : `may not, for ${blocked},`
    it(`a page that is sent headers ${shown(list)} ${outcome} set ${names.join(', ')}`, () => {
      const value = (name: string) => (name === 'content-type' ? 'text/plain' : 'nn')
      const page = request({ headers: names.map((name) => [name, value(name)] as const) })
      const failure = checkPreflight(page, response([allowOrigin('*'), allowHeaders(list)]))
      assert.equal(failure?.subject, blocked)
      assert.equal(failure?.reason, blocked && 'header-not-allowed')
    })
  }
})

describe('web-platform-tests fetch/api/cors/cors-preflight-response-validation.any.js', () => {
  const page = request({ headers: [['x-force-preflight', '']] })
  const permission = allowHeaders('x-force-preflight')

  it('a page is blocked if a header name has spaces, although its own is listed', () => {
    const value = 'x-force-preflight,header name with space'
    assert.deepEqual(checkPreflight(page, response([...allowed, allowHeaders(value)])), {
      exchange: 'preflight',
      reason: 'invalid-allow-headers',
      value,
    })
  })

  it('a page is blocked if a method has spaces, although it sends a GET', () => {
    const lines = [...allowed, permission, allowMethods('Bad method name')]
    assert.deepEqual(checkPreflight(page, response(lines)), {
      exchange: 'preflight',
      reason: 'invalid-allow-methods',
      value: 'Bad method name',
    })
  })

  it('a page is blocked for the methods where both lists are invalid', () => {
    const lines = [...allowed, allowHeaders('a b'), allowMethods('c d')]
    assert.equal(checkPreflight(page, response(lines))?.reason, 'invalid-allow-methods')
  })

  it('a page may go on where the lists are valid', () => {
    const lines = [...allowed, permission, allowMethods('GET, HEAD')]
    assert.equal(checkPreflight(page, response(lines)), undefined)
  })
})

describe('the lists: several lines, repeats, the first that fails is named', () => {
  const page = request({
    method: 'PATCH',
    headers: [
      ['X-B', '1'],
      ['X-A', '1'],
    ],
  })
  const check = (...lines: HeaderLines): CorsFailure | undefined =>
    checkPreflight(page, response([...allowed, ...lines]))

  it('a page may go on where the lists are spread over lines', () => {
    const lines = [
      allowMethods('PUT'),
      allowMethods('PATCH'),
      allowHeaders('x-a'),
      allowHeaders('x-b'),
    ]
    assert.equal(check(...lines), undefined)
  })

  it('a method that is not listed blocks the page, and the failure has both lines of the list', () => {
    const lines = [allowMethods('PUT'), allowMethods('patch'), allowHeaders('x-a')]
    assert.deepEqual(check(...lines), {
      exchange: 'preflight',
      reason: 'method-not-allowed',
      subject: 'PATCH',
      value: 'PUT, patch',
    })
  })

  it('the first blocked header in alphabetical order is named', () => {
    assert.deepEqual(check(allowMethods('PATCH'), allowHeaders('x-c')), {
      exchange: 'preflight',
      reason: 'header-not-allowed',
      subject: 'x-a',
      value: 'x-c',
    })
  })

  it('a header with a Kelvin sign instead of k is blocked', () => {
    const kelvin = request({ headers: [['x-k', '1']] })
    const failure = checkPreflight(kelvin, response([...allowed, allowHeaders('x-\u212a')]))
    assert.equal(failure?.reason, 'invalid-allow-headers')
  })

  it('a page on another origin is blocked before any list is read', () => {
    const lines = [allowOrigin(`${origin}/`), allowMethods('Bad name')]
    assert.equal(checkPreflight(page, response(lines))?.reason, 'allow-origin-mismatch')
  })
})
