import type { Finding } from './check-origin.ts'
import { show } from './config-error.ts'

/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens: what methods, header and cookie names are. */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value)
}

const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK'])
/** Browsers upper-case the first six themselves; every other method goes out as it is written. */
const upperCaseMethods = new Set('DELETE GET HEAD OPTIONS POST PUT PATCH'.split(' '))

/** https://fetch.spec.whatwg.org/#forbidden-request-header */
const forbiddenRequestHeaders = new Set(
  `accept-charset accept-encoding access-control-request-headers access-control-request-method
  access-control-request-private-network connection content-length cookie cookie2 date dnt expect
  host keep-alive origin referer set-cookie te trailer transfer-encoding upgrade via`.split(/\s+/),
)

/** Headers that only an answer has, so that a page never sends them. */
const responseOnlyHeaders = new Set(
  `accept-ranges access-control-allow-credentials access-control-allow-headers
  access-control-allow-methods access-control-allow-origin access-control-allow-private-network
  access-control-expose-headers access-control-max-age age allow etag expires last-modified location proxy-authenticate
  retry-after server set-cookie2 strict-transport-security vary www-authenticate`.split(/\s+/),
)

/** Headers that only a request has, so that no answer carries them. */
const requestOnlyHeaders = new Set(
  `accept accept-charset accept-encoding accept-language access-control-request-headers
  access-control-request-method access-control-request-private-network authorization cookie expect
  host if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin
  proxy-authorization range referer te user-agent`.split(/\s+/),
)

/** Headers that a page never reads: cookies, and what only the CORS-preflight response carries. */
const unreadableHeaders = new Set(
  `access-control-allow-headers access-control-allow-methods access-control-allow-private-network
  access-control-max-age set-cookie set-cookie2`.split(/\s+/),
)

/** Holds one entry of `methods` to the rules. */
export function checkMethod(value: unknown, credentials: boolean): Finding[] {
  if (value === '*') return credentials ? [{ code: 'METHOD_WILDCARD_WITH_CREDENTIALS' }] : []
  if (!isToken(value)) return [{ code: 'METHOD_INVALID' }]
  const upper = value.toUpperCase()
  if (forbiddenMethods.has(upper)) return [{ code: 'METHOD_FORBIDDEN' }]
  return value !== upper && upperCaseMethods.has(upper)
    ? [{ code: 'METHOD_CASE', suggestion: show(upper) }]
    : []
}

/** Holds one entry of `requestHeaders` to the rules. */
export function checkRequestHeader(value: unknown, credentials: boolean): Finding[] {
  if (value === '*')
    return credentials ? [{ code: 'REQUEST_HEADER_WILDCARD_WITH_CREDENTIALS' }] : []
  if (!isToken(value)) return [{ code: 'REQUEST_HEADER_INVALID' }]
  const name = value.toLowerCase()
  if (responseOnlyHeaders.has(name)) return [{ code: 'REQUEST_HEADER_IS_RESPONSE_HEADER' }]
  return forbiddenRequestHeaders.has(name) || /^(?:proxy|sec)-/.test(name)
    ? [{ code: 'REQUEST_HEADER_FORBIDDEN' }]
    : []
}

/** Holds one entry of `exposedHeaders` to the rules. */
export function checkExposedHeader(value: unknown, credentials: boolean): Finding[] {
  if (value === '*')
    return credentials ? [{ code: 'EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS' }] : []
  if (!isToken(value)) return [{ code: 'EXPOSED_HEADER_INVALID' }]
  const name = value.toLowerCase()
  if (unreadableHeaders.has(name)) return [{ code: 'EXPOSED_HEADER_FORBIDDEN' }]
  return requestOnlyHeaders.has(name) ? [{ code: 'EXPOSED_HEADER_IS_REQUEST_HEADER' }] : []
}
