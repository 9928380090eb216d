import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { corsUnsafeHeaderNames, type HeaderLines, needsPreflight } from '../src/decide/index.ts'
import { request, shown } from './decide-support.ts'

function preflights(method: string, headers: HeaderLines, expected: boolean): void {
  const outcome = expected ? 'preflights' : 'does not preflight'
  it(`a browser ${outcome} a ${method} with ${shown(headers)}`, () => {
    assert.equal(needsPreflight(request({ method, headers })), expected)
  })
}

describe('web-platform-tests cors/simple-requests.htm', () => {
  const headers: readonly HeaderLines[] = [
    [['Accept', 'test']],
    [['accept-language', 'test']],
    [['CONTENT-language', 'test']],
    [['Content-Type', 'application/x-www-form-urlencoded']],
    [['content-type', 'multipart/form-data']],
    [['content-type', 'text/plain']],
    [
      ['accept', 'test'],
      ['accept-language', 'test'],
      ['content-language', 'test'],
      ['content-type', 'text/plain; parameter=whatever'],
    ],
  ]
  for (const method of ['GET', 'HEAD', 'POST']) {
    for (const each of headers) preflights(method, each, false)
  }
  preflights('Get', [['content-type', 'text/plain; parameter=extra_bonus']], false)
  preflights('post', [['content-type', 'text/plain']], false)
  // The file also sends nn_NO as a language: the standard has since taken `_` off the list.
  preflights('POST', [['content-language', 'nn_NO']], true)
})

describe('web-platform-tests fetch/api/cors/cors-no-preflight.any.js', () => {
  for (const method of ['GET', 'POST', 'HEAD']) preflights(method, [], false)
  preflights('GET', [['Accept', '*/*']], false)
  preflights('GET', [['Accept-Language', 'fr']], false)
  preflights('GET', [['Content-Language', 'fr']], false)
  preflights('GET', [['Content-Type', 'application/x-www-form-urlencoded']], false)
  preflights('GET', [['Content-Type', 'multipart/form-data']], false)
  preflights('GET', [['Content-Type', 'text/plain']], false)
  preflights('GET', [['Content-Type', 'text/plain;charset=utf-8']], false)
  preflights('GET', [['Content-Type', 'Text/Plain;charset=utf-8']], false)
})

describe('web-platform-tests cors/cors-safelisted-request-header.any.js: content-type', () => {
  const rows: readonly (readonly [value: string, expected?: boolean])[] = [
    ['text /plain', true],
    ['text\t/\tplain', true],
    ['text/plain;'],
    ['text/plain;garbage'],
    ['text/plain;garbage\u0001\u0002', true],
    ['text/plain,', true],
    [',text/plain', true],
    ['text/plain,text/plain', true],
    ['text/plain,x/x', true],
    ['text/plain\v', true],
    ['text/plain\f', true],
    ['application/www-form-urlencoded', true],
    ['application/x-www-form-urlencoded;\x7f', true],
    ['multipart/form-data'],
    ['multipart/form-data;"', true],
  ]
  for (const [value, expected = false] of rows) {
    preflights('POST', [['content-type', value]], expected)
  }
})

describe('https://mimesniff.spec.whatwg.org/#parse-a-mime-type: text around the type', () => {
  preflights('POST', [['content-type', 'text/plain ; charset=utf-8']], false)
  preflights('POST', [['content-type', 'text/plain charset=utf-8']], true)
  preflights('POST', [['content-type', 'application/json; a=text/plain']], true)
  preflights('POST', [['content-type', 'application/json']], true)
  preflights('POST', [['content-type', '']], true)
})

describe('web-platform-tests cors/cors-safelisted-request-header.any.js: range', () => {
  const rows: readonly (readonly [value: string, expected?: boolean])[] = [
    ['100-200', true],
    ['MB=100-200', true],
    ['bytes=100-200'],
    ['bytes =100-200', true],
    ['bytes\t=100-200', true],
    ['bytes=  100-200', true],
    ['bytes=\t\t100-200', true],
    ['bytes= \t100-200', true],
    ['bytes=100 -200', true],
    ['bytes=100\t-200', true],
    ['bytes=100- 200', true],
    ['bytes=100-\t200', true],
    ['bytes=100-200hello', true],
    ['bytes=abc-def', true],
    ['bytes=100-200,300-400', true],
    ['bytes=-200', true],
    ['bytes=200-'],
    ['bytes=200-100', true],
    [`bytes=1${'0'.repeat(60)}-2${'0'.repeat(60)}`, true],
    ['bytes 100-200', true],
    ['bytes = 100-200', true],
    [',bytes=100-200', true],
    ['bytes=,100-200', true],
  ]
  for (const [value, expected = false] of rows) preflights('POST', [['range', value]], expected)

  // Numbers of 59 digits fit into 128 bytes; as floating point they would be equal.
  const [less, more] = [`1${'0'.repeat(57)}1`, `1${'0'.repeat(57)}2`]
  preflights('POST', [['range', `bytes=${less}-${more}`]], false)
  preflights('POST', [['range', `bytes=${more}-${less}`]], true)
})

describe('web-platform-tests fetch/api/cors/cors-preflight-not-cors-safelisted.any.js', () => {
  const digits = '0123456789'
  const long = `${digits.repeat(12)}012345678`
  const rows = [
    ['accept', '"'],
    ['accept', long],
    ['accept-language', '\u0001'],
    ['accept-language', '@'],
    ['authorization', 'basics'],
    ['content-language', '\u0001'],
    ['content-language', '@'],
    ['content-type', 'text/html'],
    ['content-type', `text/plain; long=${digits.repeat(11)}01`],
    ['last-event-id', '"'],
    ['last-event-id', long],
    ['range', 'bytes 0-'],
    ['test', 'hi'],
  ] as const
  for (const row of rows) preflights('GET', [row], true)
})

describe('CORS-safelisted request-header: 128 bytes a value, 1024 together', () => {
  const text = (length: number) => 'a'.repeat(length)
  const accepts = (count: number): HeaderLines =>
    Array.from({ length: count }, () => ['accept', text(128)] as const)

  it('a value of 128 bytes is safelisted, one of 129 is not', () => {
    assert.deepEqual(corsUnsafeHeaderNames([['Accept', text(128)]]), [])
    assert.deepEqual(corsUnsafeHeaderNames([['Accept', text(129)]]), ['accept'])
  })

  it('whitespace around a value does not count', () => {
    assert.deepEqual(corsUnsafeHeaderNames([['Accept', ` \t${text(128)}\t `]]), [])
  })

  it('1024 bytes together are safelisted; of 1025, every header is unsafe', () => {
    assert.deepEqual(corsUnsafeHeaderNames(accepts(8)), [])
    assert.deepEqual(corsUnsafeHeaderNames([['Content-Language', ' '], ...accepts(8)]), [])
    const headers: HeaderLines = [['Content-Language', 'a'], ...accepts(8)]
    assert.deepEqual(corsUnsafeHeaderNames(headers), ['accept', 'content-language'])
  })

  it('a header that is unsafe by its name does not count towards the 1024', () => {
    assert.deepEqual(corsUnsafeHeaderNames([...accepts(8), ['X-Own', text(500)]]), ['x-own'])
  })
})

describe('CORS-unsafe request-header byte, for accept', () => {
  const unsafe = '"():<>?@[\\]{}\x7f\0\u0001\x08\n\v\x1f'
  for (const byte of unsafe) preflights('GET', [['accept', `a${byte}b`]], true)
  for (const byte of "!#$%&'*+,-./;=^_`|~ \t\xe9") {
    preflights('GET', [['accept', `a${byte}b`]], false)
  }
})

describe('CORS-unsafe request-header names: sorted, in lower case, each once', () => {
  it('X-B, x-a and x-b → two names, in order', () => {
    const headers: HeaderLines = [
      ['X-B', '1'],
      ['x-a', '1'],
      ['Accept', '*/*'],
      ['x-b', '2'],
    ]
    assert.deepEqual(corsUnsafeHeaderNames(headers), ['x-a', 'x-b'])
  })

  it('headers named like members of every JavaScript object → are listed', () => {
    const names = ['constructor', '__proto__', 'toString']
    const headers = names.map((name) => [name, 'x'] as const)
    assert.deepEqual(corsUnsafeHeaderNames(headers), ['__proto__', 'constructor', 'tostring'])
  })

  const forbidden = ['Cookie', 'Origin', 'Host', 'DNT', 'Sec-Fetch-Site', 'Proxy-Own', 'Date']
  for (const name of forbidden) preflights('GET', [[name, 'x']], false)
  preflights('GET', [['Cookie3', 'x']], true)
  preflights('GET', [['X-HTTP-Method-Override', 'PUT, trace']], false)
  preflights('GET', [['X-HTTP-Method-Override', 'PUT']], true)
  preflights('GET', [['X-Own', 'TRACE']], true)
})
