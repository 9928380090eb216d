import type { Cause } from '../cause.ts'
import { isPreflight, nameOf, passes, statusOf } from './shared/facts.ts'
import { plainRead } from './shared/further-requests.ts'

const notRouted = [400, 404, 405, 501]

/** The router has no route for OPTIONS. */
export const preflightNotRouted: Cause = {
  id: 'preflight-not-routed',
  title: 'The server has no route for OPTIONS, so the preflight fails',
  distinguish: 'Send an OPTIONS request with curl: the router responds with an error.',
  async explain(failed, observations) {
    if (!isPreflight(failed) || !notRouted.includes(statusOf(failed))) return undefined
    // A CORS layer that rejects only one method or header allows a preflight for GET without headers.
    const bare = { ...failed.need, method: 'GET', headers: [] }
    const plainest = await observations.observer.preflight(failed.origin, bare)
    if ((plainest.response?.status ?? 0) < 300) return undefined
    const read = await observations.observer.actual(failed.origin, plainRead(failed))
    const readable = passes(failed, observations, read)
    return {
      certainty: readable || passes(failed, observations, failed.exchange) ? 'proven' : 'likely',
      proof: `OPTIONS gets ${statusOf(failed)}.${readable ? ` The response to ${nameOf(read)} has the CORS headers, so they are added after routing.` : ''}`,
      expected: `Respond to OPTIONS requests with Access-Control-Request-Method before routing: status 204, Access-Control-Allow-Origin: ${failed.origin}, the methods and the headers.`,
      evidence: [read],
    }
  },
}
