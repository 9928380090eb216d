import type { HeaderLines } from '../src/decide/index.ts'
import { row, type Row } from './decide-in-browsers-row.ts'
import { allowed, allowHeaders, shown } from './decide-support.ts'

const text = (length: number) => 'a'.repeat(length)
const brief = (headers: HeaderLines): string =>
  shown(headers).replace(/a{20,}/g, (run) => `a*${run.length}`)

/** A request with these headers, to a server that allows every header. */
const requestRow = (headers: HeaderLines, sendsPreflight: string | false, method = 'GET'): Row =>
  row(`a ${method} with ${brief(headers)}`, [], {
    page: { method, headers },
    preflight: [...allowed, allowHeaders('*')],
    sendsPreflight,
  })

const rowsOf = (name: string, safe: readonly string[], unsafe: readonly string[]): Row[] => [
  ...safe.map((each) => requestRow([[name, each]], false)),
  ...unsafe.map((each) => requestRow([[name, each]], name.toLowerCase())),
]

/**
 * CORS-safelisted request-headers: web-platform-tests cors/cors-safelisted-request-header.any.js,
 * fetch/api/cors/cors-preflight-not-cors-safelisted.any.js.
 */
export const requestRows: readonly Row[] = [
  requestRow([], false),
  requestRow([], false, 'post'),
  requestRow([], false, 'HEAD'),
  ...rowsOf(
    'Accept',
    ['*/*', text(128), ` \t${text(128)}\t `, 'a\u00e9;='],
    [text(129), 'a"b', 'a(b'],
  ),
  ...rowsOf('Accept-Language', ['nn, de;q=0.5', '*'], ['nn_NO', 'a@b', text(129)]),
  ...rowsOf('Content-Language', ['nn', 'a.b-c'], ['nn_NO', 'a/b']),
  ...rowsOf(
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
  ...rowsOf(
    'Range',
    ['bytes=0-', 'bytes=100-200'],
    ['bytes=-200', 'bytes=200-100', 'bytes=0-1,3-4', 'bytes 0-1', 'Bytes=0-'],
  ),
  requestRow([['Content-Type', 'application/json']], 'content-type', 'POST'),
  requestRow([['Content-Type', 'application/x-www-form-urlencoded']], false, 'POST'),
  requestRow(
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
  requestRow([['DNT', '1']], false),
  requestRow([['Sec-Own', '1']], false),
  requestRow([['Proxy-Own', '1']], false),
  requestRow([['X-HTTP-Method-Override', 'PUT, trace']], false),
  requestRow([['X-HTTP-Method-Override', 'PUT']], 'x-http-method-override'),
  requestRow([['X-Own', 'TRACE']], 'x-own'),
]
