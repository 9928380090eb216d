import { checkPreflight } from './check-preflight.ts'
import { corsCheck } from './cors-check.ts'
import { exposedHeaderNames } from './exposed.ts'
import { isForbiddenMethod } from './methods.ts'
import { needsPreflight } from './preflight.ts'
import type { ResponseHead, Decision, PageRequest } from './types.ts'

/**
 * Would a browser let this page read this answer? Only CORS is judged: a dead server, mixed content
 * or Local Network Access come before it.
 *
 * A readable answer may have any status, 500 too. A redirect is judged as one leg: readable means
 * that the browser follows it, with the origin that `originAfterRedirect` gives.
 *
 * @param answers to the preflight, which is ignored if the request needs none, and to the actual
 * request, which a refused preflight leaves unsent
 * @throws TypeError if an answer that decides is missing, or if `fetch` refuses the method itself
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
        `A browser sends a preflight before this ${request.method}: pass its answer.`,
      )
    }
    const failure = checkPreflight(request, responses.preflight)
    if (failure) return { allowed: false, failure }
  }
  if (!responses.actual) {
    throw new TypeError(`Nothing keeps this ${request.method} from being sent: pass its answer.`)
  }
  const failure = corsCheck(request, responses.actual.headers)
  if (failure) return { allowed: false, failure: { exchange: 'actual', ...failure } }
  return { allowed: true, headers: exposedHeaderNames(responses.actual, request.credentials) }
}
