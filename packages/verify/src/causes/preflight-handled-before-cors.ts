import type { Cause } from '../cause.ts'
import { fromCorsLayer, isPreflight, nameOf, passes } from './shared/facts.ts'
import { plainRead } from './shared/further-requests.ts'

/** A layer before the CORS layer responds to OPTIONS with success and without CORS headers. */
export const preflightHandledBeforeCors: Cause = {
  id: 'preflight-handled-before-cors',
  title: 'Another layer responds to the preflight before the CORS layer',
  distinguish: 'Request the API directly, without proxy: the preflight has CORS headers.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    const { failure } = failed
    if (!response || !isPreflight(failed) || failure?.reason !== 'missing-allow-origin')
      return undefined
    if (response.status >= 300 || fromCorsLayer(response)) return undefined
    const read = await observations.observer.actual(failed.origin, plainRead(failed))
    if (!passes(failed, observations, read)) return undefined
    return {
      certainty: 'proven',
      proof: `The preflight response with status ${response.status} has no CORS header at all, while the response to ${nameOf(read)} has them: a proxy, a handler for OPTIONS or a middleware responds to the preflight first.`,
      expected: `Remove that handler of OPTIONS, or let it add the CORS headers: Access-Control-Allow-Origin: ${failed.origin}, the methods and the headers.`,
      evidence: [read],
    }
  },
}
