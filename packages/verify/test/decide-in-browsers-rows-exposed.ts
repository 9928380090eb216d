import type { HeaderLines, PageRequest } from '../src/decide/index.ts'
import { row, type Row } from './decide-in-browsers-row.ts'
import { allowed, expose, shown } from './decide-support.ts'

const own: HeaderLines = [
  ['X-Own', '1'],
  ['X-Other', '1'],
  ['Cache-Control', 'no-store'],
]

const exposing = (
  lines: readonly string[],
  sees: readonly string[],
  credentials: PageRequest['credentials'] = 'omit',
  more: HeaderLines = own,
): Row =>
  row(`a page with credentials: ${credentials}, sent Expose-Headers ${shown(lines)}`, sees, {
    page: { credentials },
    actual: [...allowed, ...lines.map(expose), ...more],
  })

const none = ['cache-control'] as const
const both = ['cache-control', 'x-own'] as const
const wild: HeaderLines = [
  ['X-Own', '1'],
  ['Set-Cookie', 'a=1'],
  ['*', '1'],
]
const all = [
  '*',
  'access-control-allow-credentials',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'x-own',
]

/**
 * web-platform-tests fetch/api/cors/cors-expose-star.any.js, cors-filtering.any.js, and the grammar
 * of cors/access-control-expose-headers-parsing.window.js.
 */
export const exposedRows: readonly Row[] = [
  exposing(
    [],
    [
      'cache-control',
      'content-language',
      'content-length',
      'content-type',
      'expires',
      'last-modified',
      'pragma',
    ],
    'include',
    [
      ['Cache-Control', 'no-store'],
      ['Content-Language', 'nn'],
      ['Content-Length', '0'],
      ['Content-Type', 'text/plain'],
      ['Expires', 'Thu, 01 Dec 1994 16:00:00 GMT'],
      ['Last-Modified', 'Thu, 01 Dec 1994 10:00:00 GMT'],
      ['Pragma', 'no-cache'],
      ['Age', '1'],
      ['Server', 'ours'],
      ['ETag', '"1"'],
      ['Retry-After', '1'],
    ],
  ),
  exposing(['*'], all, 'omit', wild),
  exposing(['*'], ['*'], 'include', wild),
  exposing(['set-cookie,*'], all, 'omit', wild),
  exposing(['set-cookie, x-own'], ['x-own'], 'include', wild),
  exposing(['x-own'], both, 'include'),
  exposing(['X-OWN, ,'], both),
  exposing([',\tx-own\t,'], both),
  exposing(['', 'x-own'], both),
  exposing(['x-no', 'x-own'], both),
  exposing([''], none),
  exposing(['x-own x-other'], none),
  exposing(['x-own', 'no no'], none),
  exposing(['x-own;q=1'], none),
  exposing(['"x-own"'], none),
  exposing(['x-own,@'], none),
  exposing(['x-own,\u00e9'], none),
  exposing(['a b, *'], none),
  // Firefox differs in the last two rows: see decide-in-browsers-known.ts.
  exposing(['x-own,*,a b'], none),
  exposing(['*', 'a b'], none),
]
