import { isSafelistedMethod, normalizeMethod } from './methods.ts'
import { corsUnsafeHeaderNames } from './safelist.ts'
import type { HeaderLines, PageRequest } from './types.ts'

/**
 * Whether a browser sends a preflight before the request: for every method except GET, HEAD and POST,
 * and for every header that is not safelisted.
 *
 * @param request the actual request
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function needsPreflight(request: PageRequest): boolean {
  return (
    !isSafelistedMethod(normalizeMethod(request.method)) ||
    corsUnsafeHeaderNames(request.headers).length > 0
  )
}

/**
 * Builds the headers of the CORS-preflight request. It has the method `OPTIONS`, no cookies and none
 * of the page's headers.
 *
 * @param request the actual request
 * @returns `Accept`, `Access-Control-Request-Method`, `Access-Control-Request-Headers` if a header is
 * not safelisted, and `Origin`
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightHeaders(request: PageRequest): HeaderLines {
  const names = corsUnsafeHeaderNames(request.headers)
  return [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', normalizeMethod(request.method)],
    // Joined with `,` without a space, as step 5 of CORS-preflight fetch specifies.
    ...(names.length > 0 ? [['Access-Control-Request-Headers', names.join(',')] as const] : []),
    ['Origin', request.origin],
  ]
}
