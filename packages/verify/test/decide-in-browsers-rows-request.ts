import type { HeaderLines } from '../src/decide/index.ts'
import { row, type Row } from './decide-in-browsers-row.ts'
import { allowed, allowHeaders, shown } from './decide-support.ts'

const text = (length: number) => 'a'.repeat(length)
const brief = (headers: HeaderLines): string =>
  shown(headers).replace(/a{20,}/g, (run) => `a*${run.length}`)

/** A GET or POST with these headers; the server allows whatever is requested. */
const asking = (headers: HeaderLines, sendsPreflight: string | false, method = 'GET'): Row =>
  row(`a ${method} with ${brief(headers)}`, [], {
    page: { method, headers },
    preflight: [...allowed, allowHeaders('*')],
    sendsPreflight,
  })

const value = (name: string, safe: readonly string[], unsafe: readonly string[]): Row[] => [
  ...safe.map((each) => asking([[name, each]], false)),
  ...unsafe.map((each) => asking([[name, each]], name.toLowerCase())),
]

/**
 * CORS-safelisted request-headers: web-platform-tests cors/cors-safelisted-request-header.any.js,
 * fetch/api/cors/cors-preflight-not-cors-safelisted.any.js (B07).
 */
export const requestRows: readonly Row[] = [
  asking([], false),
  asking([], false, 'post'),
  asking([], false, 'HEAD'),
  ...value(
    'Accept',
    ['*/*', text(128), ` \t${text(128)}\t `, 'a\u00e9;='],
    [text(129), 'a"b', 'a(b'],
  ),
  ...value('Accept-Language', ['nn, de;q=0.5', '*'], ['nn_NO', 'a@b', text(129)]),
  ...value('Content-Language', ['nn', 'a.b-c'], ['nn_NO', 'a/b']),
  ...value(
    'Content-Type',
    [
      'text/plain',
      'Text/Plain;charset=utf-8',
      'multipart/form-data',
      'text/plain;garbage',
      'text/plain;\u00e9',
    ],
    ['application/json', 'text/plain, x/x', 'text /plain', 'text/plain;"', 'text/html', ''],
  ),
  ...value(
    'Range',
    ['bytes=0-', 'bytes=100-200'],
    ['bytes=-200', 'bytes=200-100', 'bytes=0-1,3-4', 'bytes 0-1', 'Bytes=0-'],
  ),
  asking([['Content-Type', 'application/json']], 'content-type', 'POST'),
  asking([['Content-Type', 'application/x-www-form-urlencoded']], false, 'POST'),
  asking(
    [
      ['X-B', '1'],
      ['x-a', ''],
      ['Accept', 'text/plain'],
      ['Authorization', 'Basic YQ=='],
      ['X-c', '3'],
    ],
    'authorization,x-a,x-b,x-c',
  ),
  // Headers that a page cannot set are dropped before the preflight.
  asking([['DNT', '1']], false),
  asking([['Sec-Own', '1']], false),
  asking([['Proxy-Own', '1']], false),
  asking([['X-HTTP-Method-Override', 'PUT, trace']], false),
  asking([['X-HTTP-Method-Override', 'PUT']], 'x-http-method-override'),
  asking([['X-Own', 'TRACE']], 'x-own'),
]
