import { checkPreflight } from './check-preflight.ts'
import { corsCheck } from './cors-check.ts'
import { exposedHeaderNames } from './exposed.ts'
import { isForbiddenMethod } from './methods.ts'
import { needsPreflight } from './preflight.ts'
import type { ResponseHead, Decision, PageRequest } from './types.ts'

/**
 * Predicts whether a browser lets a page read the response to a request. Only CORS is considered:
 * an unreachable server, mixed content or Local Network Access cause network errors before it.
 *
 * An allowed response may have any status, 500 too. For a redirect, `allowed` means that the browser
 * follows it, with the origin that `originAfterRedirect` returns.
 *
 * @param request the request as the page sends it
 * @param responses `preflight` is ignored if the request needs none; `actual` may be missing if the
 * preflight fails
 * @returns the header names that JavaScript can read, or the failure
 * @throws TypeError if a required response is missing, or if `fetch` forbids the method
 * @see https://fetch.spec.whatwg.org/#http-fetch
 */
export function decide(
  request: PageRequest,
  responses: { preflight?: ResponseHead; actual?: ResponseHead },
): Decision {
  if (isForbiddenMethod(request.method)) {
    throw new TypeError(`A page cannot send ${request.method}: fetch throws before any request.`)
  }
  if (needsPreflight(request)) {
    if (!responses.preflight) {
      throw new TypeError(
        `A browser sends a preflight before this ${request.method}: pass its response.`,
      )
    }
    const failure = checkPreflight(request, responses.preflight)
    if (failure) return { allowed: false, failure }
  }
  if (!responses.actual) {
    throw new TypeError(`A browser sends this ${request.method}: pass its response.`)
  }
  const failure = corsCheck(request, responses.actual.headers)
  if (failure) return { allowed: false, failure: { exchange: 'actual', ...failure } }
  return { allowed: true, headers: exposedHeaderNames(responses.actual, request.credentials) }
}
