import type { Cause } from '../cause.ts'
import { lacksAllowOrigin } from './shared/facts.ts'
import { onlyOnPreflights } from './shared/further-requests.ts'

/** The server adds the headers to the responses of preflights alone. */
export const headersOnPreflightOnly: Cause = {
  id: 'headers-on-preflight-only',
  title: 'Only preflights get CORS headers, the actual responses do not',
  distinguish: 'Compare the two exchanges: only the preflight has CORS headers.',
  async explain(failed, observations) {
    if (!lacksAllowOrigin(failed)) return undefined
    const preflight = await onlyOnPreflights(failed, observations)
    if (!preflight) return undefined
    return {
      certainty: 'proven',
      code: 'origin-not-allowed',
      proof:
        'The response to a preflight allows the page, and no actual response has CORS headers.',
      expected: `Add Access-Control-Allow-Origin: ${failed.origin} to every response, not to OPTIONS alone.`,
      evidence: [preflight],
    }
  },
}
