import { isSafelistedMethod, normalizeMethod } from './methods.ts'
import { corsUnsafeHeaderNames } from './safelist.ts'
import type { HeaderLines, PageRequest } from './types.ts'

/**
 * Whether a browser asks first. It does so for every method but GET, HEAD and POST, and for every
 * header that an HTML form could not cause.
 *
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function needsPreflight(request: PageRequest): boolean {
  return (
    !isSafelistedMethod(normalizeMethod(request.method)) ||
    corsUnsafeHeaderNames(request.headers).length > 0
  )
}

/**
 * What the CORS-preflight request says of the actual request. It carries no cookie and none of the
 * page's headers. Its method is `OPTIONS`.
 *
 * @returns `Accept`, `Access-Control-Request-Method`, `Access-Control-Request-Headers` unless there
 * are none to ask for, and `Origin`
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function preflightHeaders(request: PageRequest): HeaderLines {
  const names = corsUnsafeHeaderNames(request.headers)
  return [
    ['Accept', '*/*'],
    ['Access-Control-Request-Method', normalizeMethod(request.method)],
    // Without a blank behind the comma: the standard names this a fact of history.
    ...(names.length > 0 ? [['Access-Control-Request-Headers', names.join(',')] as const] : []),
    ['Origin', request.origin],
  ]
}
