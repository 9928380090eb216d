import type { Cause } from '../cause.ts'
import { hasRateLimitHeaders } from '../http/rate-limit.ts'
import { valueOf } from '../http/header-lines.ts'
import { statusOf } from './shared/facts.ts'

/** A rate limit rejects the request, and its response has no CORS headers. */
export const rateLimitBeforeCors: Cause = {
  id: 'rate-limit-before-cors',
  title: 'A rate limit responds before the CORS layer',
  distinguish: 'Wait until the limit ends and repeat the request: it succeeds.',
  explain(failed) {
    const { response } = failed.exchange
    if (!response || !failed.failure) return undefined
    // A 503 with only Retry-After may be maintenance.
    const limited =
      response.status === 429 || (response.status === 503 && hasRateLimitHeaders(response))
    if (!limited) return undefined
    const retryAfter = valueOf(response.headers, 'retry-after')
    return {
      certainty: 'proven',
      code: failed.failure.exchange === 'preflight' ? 'preflight-failed' : 'error-without-cors',
      proof: `A rate limit sends the status ${statusOf(failed)}${retryAfter === undefined ? '' : ` with Retry-After: ${retryAfter}`}${hasRateLimitHeaders(response) ? ' and rate limit headers' : ''}.`,
      expected: `Register the CORS layer before the rate limit, and expose Retry-After. Do not count preflights: they double the requests of a page.`,
    }
  },
}
