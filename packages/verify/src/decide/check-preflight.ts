import { corsCheck } from './cors-check.ts'
import { byteLowercase, extractTokens, getHeader } from './header-list.ts'
import { isSafelistedMethod, normalizeMethod } from './methods.ts'
import { corsUnsafeHeaderNames } from './safelist.ts'
import type { ResponseHead, HeaderLines, PageRequest, CorsFailure } from './types.ts'

const methodsHeader = 'access-control-allow-methods'
const headersHeader = 'access-control-allow-headers'
const redirects = new Set([301, 302, 303, 307, 308])

/**
 * Whether the answer to a preflight lets the actual request go out.
 *
 * @returns undefined if it does
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
 * A redirect comes first: Chromium stops there and never looks at the headers. Where it leads does
 * not matter, but without a `Location` it is a status like any other.
 */
function checkRedirect({ status, headers }: ResponseHead): CheckFailure | undefined {
  if (!redirects.has(status) || !getHeader(headers, 'location')) return undefined
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

  // With credentials `*` is a method or a header of that name, nothing more.
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
  // The standard wants `authorization` by name even so (CORS non-wildcard request-header name).
  // Chromium 156 and Firefox 153 let `*` cover it: B14. This follows the browsers.
  if (wildcards && allowedNames.has('*')) return undefined
  const subject = corsUnsafeHeaderNames(request.headers).find((name) => !allowedNames.has(name))
  if (subject === undefined) return undefined
  return { reason: 'header-not-allowed', subject, ...line(headers, 'headers') }
}

/** The list that decided, as the Fetch standard joins its lines; nothing if there was none. */
function line(headers: HeaderLines, list: 'methods' | 'headers'): { value?: string } {
  const value = getHeader(headers, list === 'methods' ? methodsHeader : headersHeader)
  return value === undefined ? {} : { value }
}
