import type { Cause } from '../cause.ts'
import { isHtml, lacksAllowOrigin, nameOf, statusOf } from './shared/facts.ts'
import { allowedElsewhere, onlyOnPreflights } from './shared/further-requests.ts'

/** A successful response has no CORS headers, while other responses of the same server have them. */
export const routeOutsideCorsLayer: Cause = {
  id: 'route-outside-cors-layer',
  title: (subject) => `The CORS layer does not cover ${subject}`,
  distinguish: 'Compare the two exchanges: only one has CORS headers.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    if (!response || !lacksAllowOrigin(failed) || statusOf(failed) >= 300) return undefined
    if (isHtml(response) || (await onlyOnPreflights(failed, observations))) return undefined
    const elsewhere = await allowedElsewhere(failed, observations)
    if (!elsewhere) return undefined
    const { need } = failed
    const sameUrl = elsewhere.request.url === need.url
    return {
      certainty: 'proven',
      code: 'origin-not-allowed',
      subject: sameUrl ? `${need.method} requests` : new URL(need.url).pathname,
      proof: `${nameOf(elsewhere)} has the CORS headers for this origin.`,
      expected:
        'Register the CORS layer before this route and for every method. A raw or streamed response, and a handler outside the framework, need the headers too.',
      evidence: [elsewhere],
    }
  },
}
