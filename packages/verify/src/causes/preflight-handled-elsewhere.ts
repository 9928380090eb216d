import type { Cause } from '../cause.ts'
import {
  fromCorsLayer,
  gatewayOf,
  isHtml,
  isPreflight,
  nameOf,
  passes,
  plainRead,
  statusOf,
} from './facts.ts'

const notRouted = [400, 404, 405, 501]

/** The router has no route for OPTIONS. */
export const preflightNotRouted: Cause = {
  id: 'preflight-not-routed',
  title: 'The server has no route for OPTIONS, so the preflight fails',
  distinguish: 'Send an OPTIONS request with curl: the router responds with an error.',
  async explain(failed, observations) {
    if (!isPreflight(failed) || !notRouted.includes(statusOf(failed))) return undefined
    // A layer that rejects one method or header responds to the plainest preflight.
    const bare = { ...failed.need, method: 'GET', headers: [] }
    const plainest = await observations.observer.preflight(failed.origin, bare)
    if ((plainest.response?.status ?? 0) < 300) return undefined
    const read = await observations.observer.actual(failed.origin, plainRead(failed))
    const readable = passes(failed, observations, read)
    return {
      certainty: readable || passes(failed, observations, failed.exchange) ? 'proven' : 'possible',
      proof: `OPTIONS gets ${statusOf(failed)}.${readable ? ` The response to ${nameOf(read)} has the CORS headers, so they are added after routing.` : ''}`,
      expected: `Respond to OPTIONS requests with Access-Control-Request-Method before routing: status 204, Access-Control-Allow-Origin: ${failed.origin}, the methods and the headers.`,
      evidence: [read],
    }
  },
}

/** Something before the CORS layer responds to OPTIONS with success, and without CORS headers. */
export const preflightHandledEarly: Cause = {
  id: 'preflight-handled-before-cors',
  title: 'Something before the CORS layer responds to the preflight',
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
      proof: `The status ${response.status} has no CORS header at all, while ${nameOf(read)} has them: a proxy, a handler for OPTIONS or a middleware responds to the preflight first.`,
      expected: `Remove that handler of OPTIONS, or have it add the CORS headers: Access-Control-Allow-Origin: ${failed.origin}, the methods and the headers.`,
      evidence: [read],
    }
  },
}

/** A firewall or gateway rejects OPTIONS with a page of its own. */
export const preflightFirewall: Cause = {
  id: 'preflight-blocked-by-firewall',
  title: 'A firewall or gateway rejects the preflight',
  distinguish: 'Request the API directly, without the gateway: the preflight succeeds.',
  async explain(failed, observations) {
    const { response } = failed.exchange
    if (!response || !isPreflight(failed) || response.status < 400) return undefined
    if ([502, 503, 504].includes(response.status) || fromCorsLayer(response)) return undefined
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

/** The server fails while it handles the preflight. */
export const preflightError: Cause = {
  id: 'preflight-server-error',
  title: 'The server fails while it handles the preflight',
  distinguish: 'Look into the log of the application: it has the error of the OPTIONS request.',
  explain(failed) {
    const { response } = failed.exchange
    if (!response || !isPreflight(failed) || response.status < 500 || response.status === 501)
      return undefined
    if ([502, 503, 504].includes(response.status)) return undefined
    return {
      certainty: 'likely',
      proof: `OPTIONS gets ${response.status}.`,
      expected:
        'Fix the error that the log of the application names. A CORS layer that throws for an origin that it does not list also responds 500: have it respond without Access-Control-Allow-Origin.',
    }
  },
}

/** No more is known than that the preflight gets an error status. */
export const preflightRejected: Cause = {
  id: 'preflight-rejected',
  title: 'The server rejects the preflight with an error status',
  distinguish: 'Search the server, and what is in front of it, for what sends this status.',
  explain(failed) {
    const status = statusOf(failed)
    if (!isPreflight(failed) || status < 400) return undefined
    if ([401, 429, ...notRouted].includes(status) || status >= 500) return undefined
    return {
      certainty: 'possible',
      proof: `The status is ${status}.`,
      expected: 'A status from 200 to 299 for OPTIONS requests with Access-Control-Request-Method.',
    }
  },
}
