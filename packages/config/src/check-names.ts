import { show, type Finding } from './config-error.ts'

/**
 * Returns whether a value is a token: the syntax of methods, header names and cookie names.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-tokens
 */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(value)
}

/** https://fetch.spec.whatwg.org/#forbidden-method */
const forbiddenMethods = new Set(['CONNECT', 'TRACE', 'TRACK'])
/** Written in upper case. Browsers normalize all but PATCH; they send `patch` as it is written. */
const upperCaseMethods = new Set('DELETE GET HEAD OPTIONS POST PUT PATCH'.split(' '))

/** https://fetch.spec.whatwg.org/#forbidden-request-header */
const forbiddenRequestHeaders = new Set(
  `accept-charset accept-encoding access-control-request-headers access-control-request-method
  access-control-request-private-network connection content-length cookie cookie2 date dnt expect
  host keep-alive origin referer set-cookie te trailer transfer-encoding upgrade via`.split(/\s+/),
)

/** Response headers: a page never sends them. */
const responseOnlyHeaders = new Set(
  `accept-ranges access-control-allow-credentials access-control-allow-headers
  access-control-allow-methods access-control-allow-origin access-control-allow-private-network
  access-control-expose-headers access-control-max-age age allow etag expires last-modified location
  proxy-authenticate retry-after server set-cookie2 strict-transport-security vary www-authenticate`.split(
    /\s+/,
  ),
)

/**
 * Request headers: a response never has them. `Accept` and `Accept-Encoding` are response headers
 * too (RFC 9110, sections 12.5.1 and 12.5.3).
 */
const requestOnlyHeaders = new Set(
  `accept-charset accept-language access-control-request-headers
  access-control-request-method access-control-request-private-network authorization cookie expect
  host if-match if-modified-since if-none-match if-range if-unmodified-since max-forwards origin
  proxy-authorization range referer te user-agent`.split(/\s+/),
)

/** https://fetch.spec.whatwg.org/#forbidden-response-header-name */
const forbiddenResponseHeaders = new Set(['set-cookie', 'set-cookie2'])

/** Headers of CORS-preflight responses: https://fetch.spec.whatwg.org/#http-responses */
const preflightResponseHeaders = new Set(
  `access-control-allow-headers access-control-allow-methods access-control-allow-private-network
  access-control-max-age`.split(/\s+/),
)

/** Checks one entry of `methods`. */
export function checkMethod(value: unknown, credentials: boolean): Finding[] {
  if (value === '*') return credentials ? [{ code: 'METHOD_WILDCARD_WITH_CREDENTIALS' }] : []
  if (!isToken(value)) return [{ code: 'METHOD_INVALID' }]
  const upper = value.toUpperCase()
  if (forbiddenMethods.has(upper)) return [{ code: 'METHOD_FORBIDDEN' }]
  return value !== upper && upperCaseMethods.has(upper)
    ? [{ code: 'METHOD_CASE', suggestion: show(upper) }]
    : []
}

/** Checks one entry of `requestHeaders`. */
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

/** Checks one entry of `exposedHeaders`. */
export function checkExposedHeader(value: unknown, credentials: boolean): Finding[] {
  if (value === '*')
    return credentials ? [{ code: 'EXPOSED_HEADER_WILDCARD_WITH_CREDENTIALS' }] : []
  if (!isToken(value)) return [{ code: 'EXPOSED_HEADER_INVALID' }]
  const name = value.toLowerCase()
  if (forbiddenResponseHeaders.has(name)) return [{ code: 'EXPOSED_HEADER_FORBIDDEN' }]
  if (preflightResponseHeaders.has(name)) return [{ code: 'EXPOSED_HEADER_PREFLIGHT_ONLY' }]
  return requestOnlyHeaders.has(name) ? [{ code: 'EXPOSED_HEADER_IS_REQUEST_HEADER' }] : []
}
