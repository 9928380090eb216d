import type { Cause } from '../cause.ts'
import { fromCorsLayer, isHtml, isPreflight, nameOf, passes } from './shared/facts.ts'
import { plainRead } from './shared/further-requests.ts'
import { gatewayOf, gatewayStatuses } from './shared/gateways.ts'

/** A firewall or gateway rejects OPTIONS with a page of its own. */
export const preflightBlockedByFirewall: Cause = {
  id: 'preflight-blocked-by-firewall',
  title: 'A firewall or gateway rejects the preflight',
  distinguish: 'Request the API directly, without the gateway: the preflight succeeds.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    if (!response || !isPreflight(failed) || response.status < 400) return undefined
    if (gatewayStatuses.includes(response.status) || fromCorsLayer(response)) return undefined
    const gateway = gatewayOf(response)
    const blocked =
      /request (?:was )?blocked|access denied|forbidden by|web application firewall|incident id/i
    if (gateway === undefined && !(isHtml(response) && blocked.test(response.body)))
      return undefined
    const read = await observations.observer.actual(failed.origin, plainRead(failed))
    if (!passes(failed, observations, read)) return undefined
    return {
      certainty: 'proven',
      proof: `The ${response.status} is ${gateway === undefined ? 'a page of a firewall' : `an error page of ${gateway}`}, while the response to ${nameOf(read)} has the CORS headers: OPTIONS does not reach the API.`,
      expected: 'Allow the method OPTIONS in the gateway or firewall, and forward it to the API.',
      evidence: [read],
    }
  },
}
