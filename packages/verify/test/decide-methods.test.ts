import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  decide,
  isForbiddenMethod,
  needsPreflight,
  normalizeMethod,
  preflightHeaders,
} from '../src/decide/index.ts'
import { allowed, response, assertAllowed, origin, request, shown } from './decide-support.ts'

describe('https://fetch.spec.whatwg.org/#methods', () => {
  for (const method of ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'POST', 'PUT']) {
    it(`fetch with the method ${method.toLowerCase()} sends ${method}`, () => {
      assert.equal(normalizeMethod(method.toLowerCase()), method)
      assert.equal(normalizeMethod(method), method)
    })
  }

  for (const method of ['patch', 'Patch', 'PATCH', 'chicken', 'eGg', 'query', 'geT ', 'ge\u0131']) {
    it(`normalizeMethod leaves ${shown(method)} as it is`, () => {
      assert.equal(normalizeMethod(method), method)
    })
  }

  for (const method of ['CONNECT', 'trace', 'Track']) {
    it(`fetch with the method ${method} throws, and sends no request`, () => {
      assert.equal(isForbiddenMethod(method), true)
      assert.throws(() => decide(request({ method }), { actual: response(allowed) }), {
        name: 'TypeError',
        message: /fetch throws before any request/,
      })
    })
  }

  for (const method of ['GET', 'OPTIONS', 'TRACER', 'PATCH']) {
    it(`${method} is not a forbidden method`, () => {
      assert.equal(isForbiddenMethod(method), false)
    })
  }

  for (const method of ['GET', 'HEAD', 'POST', 'get', 'Post']) {
    it(`a browser does not preflight ${method}`, () => {
      assert.equal(needsPreflight(request({ method })), false)
    })
  }

  for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'NEW', 'put', 'QUERY']) {
    it(`a browser preflights ${method}`, () => {
      assert.equal(needsPreflight(request({ method })), true)
    })
  }
})

describe('https://fetch.spec.whatwg.org/#cors-preflight-fetch: the header lines', () => {
  it('a PUT with safelisted headers requests the method and no header', () => {
    const put = request({
      method: 'put',
      headers: [
        ['Accept', '*'],
        ['Accept-Language', 'bzh'],
        ['Content-Language', 'eu'],
      ],
    })
    assert.deepEqual(preflightHeaders(put), [
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', 'PUT'],
      ['Origin', origin],
    ])
  })

  // The header names and the order of web-platform-tests fetch/api/cors/cors-preflight.any.js.
  it('a GET with eight headers requests them in lower case, sorted, without spaces', () => {
    const names = [
      'x-test-header1',
      'x-test-header2',
      'X-test-header3',
      'x-test-header-b',
      'x-test-header-D',
      'x-test-header-C',
      'x-test-header-a',
      'Content-Type',
    ]
    const headers = names.map((name) => [name, 'allowedOrBlocked'] as const)
    assert.deepEqual(preflightHeaders(request({ headers, credentials: 'include' })), [
      ['Accept', '*/*'],
      ['Access-Control-Request-Method', 'GET'],
      [
        'Access-Control-Request-Headers',
        'content-type,x-test-header-a,x-test-header-b,x-test-header-c,x-test-header-d,' +
          'x-test-header1,x-test-header2,x-test-header3',
      ],
      ['Origin', origin],
    ])
  })

  it('a sandboxed frame sends Origin null', () => {
    const lines = preflightHeaders(request({ origin: 'null', method: 'PATCH' }))
    assert.deepEqual(lines.at(-1), ['Origin', 'null'])
  })
})

describe('decide: responses that are missing', () => {
  it('a PUT without the response to its preflight throws a TypeError', () => {
    const put = request({ method: 'PUT' })
    assert.throws(() => decide(put, { actual: response(allowed) }), {
      name: 'TypeError',
      message: /preflight before this PUT/,
    })
  })

  it('a GET without its response throws a TypeError', () => {
    assert.throws(() => decide(request(), { preflight: response(allowed) }), {
      name: 'TypeError',
      message: /A browser sends this GET/,
    })
  })

  it('a GET needs no preflight, and the response to one is ignored', () => {
    const decision = decide(request(), { preflight: response([], 500), actual: response(allowed) })
    assertAllowed(decision)
  })
})
