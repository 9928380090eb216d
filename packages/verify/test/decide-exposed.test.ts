import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { exposedHeaderNames, type HeaderLines } from '../src/decide/index.ts'
import { response, expose, shown } from './decide-support.ts'

describe('web-platform-tests fetch/api/cors/cors-filtering', () => {
  const seen = (name: string, credentials: 'include' | 'omit', ...more: HeaderLines) =>
    exposedHeaderNames(response([[name, 'x'], ...more]), credentials).includes(name.toLowerCase())

  const safelisted = [
    'Cache-Control',
    'Content-Language',
    'Content-Type',
    'Expires',
    'Last-Modified',
    'Pragma',
    'Content-Length',
  ]
  for (const name of safelisted) {
    it(`a page reads ${name}, which is safelisted`, () => {
      assert.equal(seen(name, 'omit'), true)
    })
  }

  for (const name of ['Age', 'Server', 'Warning']) {
    it(`a page reads ${name} where it is exposed, and only there`, () => {
      assert.equal(seen(name, 'omit'), false)
      assert.equal(seen(name, 'omit', expose(name)), true)
    })
  }

  for (const name of ['Set-Cookie', 'Set-Cookie2']) {
    it(`a page never reads ${name}, exposed or not, with credentials or without`, () => {
      assert.equal(seen(name, 'omit'), false)
      assert.equal(seen(name, 'omit', expose(name)), false)
      assert.equal(seen(name, 'include', expose(name)), false)
      assert.equal(seen(name, 'omit', expose('*')), false)
    })
  }
})

describe('web-platform-tests fetch/api/cors/cors-expose-star', () => {
  const own: HeaderLines = [
    ['Content-Type', 'text/plain'],
    ['Test', 'X'],
    ['Set-Cookie', 'X'],
    ['*', 'whoa'],
  ]

  it('a page without credentials that is sent * reads all but the cookie', () => {
    const names = exposedHeaderNames(response([expose('*'), ...own]), 'omit')
    assert.deepEqual(names, ['*', 'access-control-expose-headers', 'content-type', 'test'])
  })

  it('a credentialed page that is sent * reads a header of that name, and no other', () => {
    const names = exposedHeaderNames(response([expose('*'), ...own]), 'include')
    assert.deepEqual(names, ['*', 'content-type'])
  })

  it('a page without credentials that is sent * in a list reads all but the cookie', () => {
    const lines = [expose('*'), expose('set-cookie,*'), ...own]
    const names = exposedHeaderNames(response(lines), 'omit')
    assert.deepEqual(names, ['*', 'access-control-expose-headers', 'content-type', 'test'])
  })
})

describe('web-platform-tests cors/response-headers.htm, cors-headers.asis', () => {
  const lines: HeaderLines = [
    ['Access-Control-Allow-Origin', '*'],
    expose('X-Custom-Header, X-Custom-Header-Empty, X-Custom-Header-Comma, X-Custom-Header-Bytes'),
    expose('X-Second-Expose'),
    expose('Date'),
    ['Content-Type', 'text/plain'],
    ['X-Custom-Header', 'test'],
    ['X-Custom-Header', 'test'],
    ['Set-Cookie', 'test1=t1;max-age=2'],
    ['Set-Cookie2', 'test2=t2;Max-Age=2'],
    ['X-Custom-Header-Empty', ''],
    ['X-Custom-Header-Comma', '1'],
    ['X-Custom-Header-Comma', '2'],
    ['X-Custom-Header-Bytes', '\xe2\x80\xa6'],
    ['X-Nonexposed', 'unicorn'],
    ['X-Second-Expose', 'flyingpig'],
    ['Cache-Control', 'no-cache'],
    ['Content-Language', 'nn'],
    ['Expires', 'Thu, 01 Dec 1994 16:00:00 GMT'],
    ['Last-Modified', 'Thu, 01 Dec 1994 10:00:00 GMT'],
    ['Pragma', 'no-cache'],
    ['Date', 'Wed, 22 Oct 2013 10:00:00 GMT'],
    ['Server', 'wptserve'],
    ['X-Powered-By', 'wptserve'],
  ]
  const names = exposedHeaderNames(response(lines), 'omit')

  const readable = [
    'cache-control',
    'content-language',
    'content-type',
    'date',
    'expires',
    'last-modified',
    'pragma',
    'x-custom-header',
    'x-custom-header-bytes',
    'x-custom-header-comma',
    'x-custom-header-empty',
    'x-second-expose',
  ]
  for (const name of readable) {
    it(`a page reads ${name} of the response with three expose lines`, () => {
      assert.equal(names.includes(name), true)
    })
  }

  const hidden = [
    'server',
    'x-powered-by',
    'set-cookie',
    'set-cookie2',
    'x-nonexposed',
    'x-non-existent-header',
    ' x-custom-header',
  ]
  for (const name of hidden) {
    it(`a page does not read ${shown(name)} of the response with three expose lines`, () => {
      assert.equal(names.includes(name), false)
    })
  }

  it('a page gets each name once, in order, and no other', () => {
    assert.deepEqual(names, readable)
  })
})

describe('names match in ASCII only', () => {
  it('a page does not read a header with a Kelvin sign (U+212A) where k is exposed', () => {
    const lines: HeaderLines = [expose('x-k'), ['X-\u212a', '1']]
    assert.deepEqual(exposedHeaderNames(response(lines), 'omit'), [])
  })

  it('a page reads a header with K where k is exposed', () => {
    const lines: HeaderLines = [expose('x-k'), ['X-K', '1']]
    assert.deepEqual(exposedHeaderNames(response(lines), 'omit'), ['x-k'])
  })
})

// The header is that of web-platform-tests cors/access-control-expose-headers-parsing.window.js; the
// values are written for this test, from the grammar `#field-name`.
describe('a list to expose: RFC 9110, 5.6.1.2, as extract header list values uses it', () => {
  const rows: readonly (readonly [lines: readonly string[], exposed: boolean])[] = [
    [['bb-8'], true],
    [['BB-8'], true],
    [[' \tbb-8\t '], true],
    [['no, bb-8'], true],
    [['no,bb-8,'], true],
    [[',bb-8'], true],
    [[', ,\t,bb-8'], true],
    [['', 'bb-8'], true],
    [['bb-8', 'no'], true],
    [['no', 'bb-8'], true],
    [['no'], false],
    [[''], false],
    [[','], false],
    [['bb 8'], false],
    [['bb-8 no'], false],
    [['bb-8, no no'], false],
    [['no no, bb-8'], false],
    [['bb-8', 'no no'], false],
    [['no no', 'bb-8'], false],
    [['bb-8;q=1'], false],
    [['bb-8, (no)'], false],
    [['bb-8,,@no'], false],
    [['"bb-8"'], false],
    [['"bb-8",bb-8'], false],
    [["'bb-8'"], false],
    [["'no',bb-8"], true],
    [['bb-8\v'], false],
    [['bb-8\f'], false],
    [['bb-8,\u00e9'], false],
    [['bb-8,\u00a0'], false],
    [['bb-8\0'], false],
    [['bb\u20148'], false],
  ]
  for (const [lines, exposed] of rows) {
    const outcome = exposed ? 'reads bb-8' : 'does not read bb-8'
    it(`a page that is sent expose lines ${shown(lines)} ${outcome}`, () => {
      const own: HeaderLines = [
        ['BB-8', 'hey'],
        ['Content-Language', 'mkay'],
      ]
      const names = exposedHeaderNames(response([...own, ...lines.map(expose)], 221), 'omit')
      assert.deepEqual(names, exposed ? ['bb-8', 'content-language'] : ['content-language'])
    })
  }
})
