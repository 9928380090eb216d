import type { HeaderLines, PageRequest, CorsFailureReason } from '../src/decide/index.ts'
import { row, type Row } from './decide-in-browsers-row.ts'
import {
  allowCredentials,
  allowed,
  allowHeaders,
  allowMethods,
  allowOrigin,
  origin,
  shown,
} from './decide-support.ts'

const put = allowMethods('PUT')
const location = ['Location', '/elsewhere'] as const

const withStatus = (
  status: number,
  outcome: CorsFailureReason | readonly [],
  lines: HeaderLines = [...allowed, put],
): Row =>
  row(`a credentialed PUT whose preflight gets ${status} ${shown(lines)}`, outcome, {
    page: { method: 'PUT', credentials: 'include' },
    preflight: lines,
    preflightStatus: status,
    sendsPreflight: '',
  })

/** cors-preflight-status.any.js, cors-preflight-redirect.any.js. */
const statuses: readonly Row[] = [
  ...[200, 204, 206, 299].map((status) => withStatus(status, [])),
  ...[300, 301, 302, 304, 400, 401, 404, 405, 500, 503].map((status) =>
    withStatus(status, 'preflight-status'),
  ),
  ...[301, 302, 303, 307, 308].map((status) =>
    withStatus(status, 'preflight-redirect', [...allowed, put, location]),
  ),
  withStatus(302, 'preflight-redirect', [location]),
  withStatus(308, 'preflight-redirect', [allowOrigin('null'), location]),
  withStatus(304, 'preflight-status', [...allowed, put, location]),
  withStatus(301, 'preflight-status', [...allowed, put, ['Location', '']]),
  withStatus(302, 'missing-allow-origin', []),
  withStatus(401, 'missing-allow-origin', []),
  withStatus(404, 'missing-allow-origin', []),
  withStatus(500, 'multiple-allow-origin', [...allowed, allowOrigin('*'), put]),
  withStatus(500, 'preflight-status', [...allowed, allowMethods('a b')]),
  withStatus(204, 'missing-allow-origin', [put]),
  withStatus(204, 'allow-origin-mismatch', [allowOrigin(`${origin}/`), put]),
  withStatus(204, 'wildcard-with-credentials', [allowOrigin('*'), allowCredentials('true'), put]),
  withStatus(204, 'invalid-allow-credentials', [allowOrigin(origin), put]),
  row('a PUT whose preflight passes and whose response has no headers', 'missing-allow-origin', {
    page: { method: 'PUT' },
    preflight: [...allowed, put],
    actual: [],
    sendsPreflight: '',
  }),
  ...[301, 304, 400, 404, 500, 503].map((status) =>
    row(`a GET with status ${status} with headers`, [], { status }),
  ),
]

type Credentials = PageRequest['credentials']

const methodRow = (
  method: string,
  lists: readonly string[],
  outcome: CorsFailureReason | readonly [],
  credentials: Credentials = 'include',
): Row =>
  row(`a ${method} with credentials: ${credentials}, sent methods ${shown(lists)}`, outcome, {
    page: { method, credentials },
    preflight: [...allowed, ...lists.map(allowMethods)],
    sendsPreflight: '',
  })

const noMethod = 'method-not-allowed'
const badMethods = 'invalid-allow-methods'

/** cors-preflight-star.any.js, cors-preflight.any.js. */
const methods: readonly Row[] = [
  methodRow('PUT', ['PUT'], []),
  methodRow('put', ['PUT'], []),
  methodRow('PUT', ['put'], noMethod),
  methodRow('put', ['put'], noMethod),
  methodRow('DELETE', ['GET, DELETE'], []),
  methodRow('delete', ['GET, PUT'], noMethod),
  methodRow('PATCH', ['PATCH'], []),
  methodRow('patch', ['PATCH'], noMethod),
  methodRow('patch', ['patch'], []),
  methodRow('PATCH', ['patch'], noMethod),
  methodRow('OPTIONS', ['OPTIONS'], []),
  methodRow('options', [], noMethod),
  methodRow('CHICKEN', ['chicken, CHICKEN'], []),
  methodRow('*', ['*'], []),
  methodRow('PUT', ['*'], noMethod),
  methodRow('PUT', ['*'], [], 'omit'),
  methodRow('patch', ['GET, *'], [], 'omit'),
  methodRow('PUT', [], noMethod),
  methodRow('PUT', [''], noMethod),
  methodRow('PUT', [', ,PUT,'], []),
  methodRow('PUT', ['GET\t,\tPUT'], []),
  methodRow('PUT', ['GET', 'PUT'], []),
  methodRow('PUT', ['GET; PUT'], badMethods),
  methodRow('PUT', ['PUT;'], badMethods),
  methodRow('PUT', ['PUT', 'a b'], badMethods),
  methodRow('PUT', ['"PUT"'], badMethods),
  methodRow('PUT', ['*, a b'], badMethods, 'omit'),
]

const headersRow = (
  names: readonly string[],
  lists: readonly string[],
  outcome: CorsFailureReason | readonly [],
  credentials: Credentials = 'include',
): Row =>
  row(
    `a GET with credentials: ${credentials} and ${names.join(', ')}, sent headers ${shown(lists)}`,
    outcome,
    {
      page: { headers: names.map((name) => [name, '1'] as const), credentials },
      preflight: [...allowed, ...lists.map(allowHeaders)],
      sendsPreflight: names
        .map((name) => name.toLowerCase())
        .sort()
        .join(','),
    },
  )

const noHeader = 'header-not-allowed'
const badHeaders = 'invalid-allow-headers'

/** cors-preflight-star.any.js, cors/request-headers.htm, cors-preflight-response-validation.any.js. */
const headers: readonly Row[] = [
  headersRow(['X-Own'], ['x-own'], []),
  headersRow(['x-own'], ['X-OWN'], []),
  headersRow(['X-Own'], ['x-other'], noHeader),
  headersRow(['X-B', 'x-a'], ['x-c'], noHeader),
  headersRow(['X-B', 'x-a'], ['x-a'], noHeader),
  headersRow(['X-B', 'x-a'], ['x-a', 'x-b'], []),
  headersRow(['X-Own'], [], noHeader),
  headersRow(['X-Own'], [''], noHeader),
  headersRow(['X-Own'], [',\tx-own\t, ,,'], []),
  headersRow(['X-Own'], ['*'], noHeader),
  headersRow(['X-Own'], ['*'], [], 'omit'),
  headersRow(['Content-Type', 'X-Own'], ['*'], noHeader),
  headersRow(['*'], ['*'], []),
  headersRow(['Authorization'], ['authorization'], []),
  headersRow(['Authorization'], ['*, authorization'], [], 'omit'),
  headersRow(['Authorization'], ['*'], noHeader),
  // The standard requires `authorization` by name. Neither browser does.
  headersRow(['Authorization'], ['*'], [], 'omit'),
  headersRow(['X-Own'], ['x-own;'], badHeaders),
  headersRow(['X-Own'], ['x-own; x-other'], badHeaders),
  headersRow(['X-Own'], ['x-own x-other'], badHeaders),
  headersRow(['X-Own'], ['x-own', 'a b'], badHeaders),
  headersRow(['X-Own'], ['"x-own"'], badHeaders),
  headersRow(['X-Own'], ['*, a b'], badHeaders, 'omit'),
  row('a DELETE with a list of other methods and a broken list of headers', badHeaders, {
    page: { method: 'DELETE', headers: [['X-Own', '1']] },
    preflight: [...allowed, allowHeaders('a b'), put],
    sendsPreflight: 'x-own',
  }),
  row('a page with two broken lists', badMethods, {
    page: { headers: [['X-Own', '1']] },
    preflight: [...allowed, allowHeaders('a b'), allowMethods('c d')],
    sendsPreflight: 'x-own',
  }),
]

export const preflightRows: readonly Row[] = [...statuses, ...methods, ...headers]
