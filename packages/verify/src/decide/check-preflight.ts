import { corsCheck } from './cors-check.ts'
import { byteLowercase, extractTokens, getHeader } from './header-list.ts'
import { isRedirect } from './is-redirect.ts'
import { isSafelistedMethod, normalizeMethod } from './methods.ts'
import { corsUnsafeHeaderNames } from './safelist.ts'
import type { ResponseHead, HeaderLines, PageRequest, CorsFailure } from './types.ts'

const methodsHeader = 'access-control-allow-methods'
const headersHeader = 'access-control-allow-headers'

/**
 * Checks whether the response to a preflight allows the actual request.
 *
 * @param request the actual request
 * @param response the response to its CORS-preflight request
 * @returns the failure; undefined if the browser sends the actual request
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function checkPreflight(
  request: PageRequest,
  response: ResponseHead,
): CorsFailure | undefined {
  const failure =
    checkRedirect(response) ??
    corsCheck(request, response.headers) ??
    checkStatus(response) ??
    checkLists(request, response.headers)
  return failure && { exchange: 'preflight', ...failure }
}

type CheckFailure = Omit<CorsFailure, 'exchange'>

/**
 * Checks for a redirect, before the CORS headers: Chromium does not read them on a redirect. A redirect status
 * without `Location` is not a redirect.
 */
function checkRedirect({ status, headers }: ResponseHead): CheckFailure | undefined {
  if (!isRedirect(status) || !getHeader(headers, 'location')) return undefined
  return { reason: 'preflight-redirect', value: String(status) }
}

/** @see https://fetch.spec.whatwg.org/#ok-status */
function checkStatus({ status }: ResponseHead): CheckFailure | undefined {
  if (status >= 200 && status <= 299) return undefined
  return { reason: 'preflight-status', value: String(status) }
}

function checkLists(request: PageRequest, headers: HeaderLines): CheckFailure | undefined {
  const methods = extractTokens(headers, methodsHeader)
  if (methods === 'invalid') return { reason: 'invalid-allow-methods', ...line(headers, 'methods') }
  const names = extractTokens(headers, headersHeader)
  if (names === 'invalid') return { reason: 'invalid-allow-headers', ...line(headers, 'headers') }

  // With credentials, `*` is not a wildcard but a literal name.
  const wildcards = request.credentials === 'omit'
  const method = normalizeMethod(request.method)
  const allowedMethods = new Set(methods)
  if (
    !isSafelistedMethod(method) &&
    !allowedMethods.has(method) &&
    !(wildcards && allowedMethods.has('*'))
  ) {
    return { reason: 'method-not-allowed', subject: method, ...line(headers, 'methods') }
  }

  const allowedNames = new Set(names?.map(byteLowercase))
  // The standard requires `authorization` by name (CORS non-wildcard request-header name).
  // Chromium 156 and Firefox 153 let `*` cover it, and so does this check.
  if (wildcards && allowedNames.has('*')) return undefined
  const subject = corsUnsafeHeaderNames(request.headers).find((name) => !allowedNames.has(name))
  if (subject === undefined) return undefined
  return { reason: 'header-not-allowed', subject, ...line(headers, 'headers') }
}

/** The value of the list that decides, its lines joined as in the Fetch standard; no entry without the header. */
function line(headers: HeaderLines, list: 'methods' | 'headers'): { value?: string } {
  const value = getHeader(headers, list === 'methods' ? methodsHeader : headersHeader)
  return value === undefined ? {} : { value }
}
