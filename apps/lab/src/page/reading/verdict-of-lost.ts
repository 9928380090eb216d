import type { Outcome, Recorded, Verdict } from '../../shared/types.ts'
import { apiOrigin } from '../../shared/origins.ts'
import type { JudgedExchange } from './judged-exchanges.ts'
import { statusLine } from 'cors-verify/diagram'

/** Redirects that a browser follows for one request: Fetch, HTTP-redirect fetch. */
const maxRedirects = 20

const redirectSpec = 'https://fetch.spec.whatwg.org/#http-redirect-fetch'

/**
 * Explains a request that fails although every recorded response passes its CORS check.
 *
 * @param exchanges of one request, in order
 * @returns undefined if the page can read the response, or if the responses do not explain it
 */
export function verdictOfLost(
  exchanges: readonly JudgedExchange[],
  outcome: Outcome,
): Verdict | undefined {
  const last = exchanges.at(-1)
  if (!last || outcome.readable || outcome.opaque) return undefined
  const { recorded, request, leadsTo } = last
  if (recorded.isPreflight) return verdictWithoutActual(recorded, request.method)
  if (leadsTo !== undefined) {
    const redirects = exchanges.filter((each) => each.leadsTo !== undefined).length
    return {
      readable: false,
      sentence: `Each response passes its CORS check, and the last one is a redirect: ${whyNotFollowed(leadsTo, recorded, redirects)}.`,
      decidedBy: 'location',
      spec: redirectSpec,
    }
  }
  if (recorded.status === 407) {
    return {
      readable: false,
      sentence:
        'The response passes its CORS check. Chromium fails a 407 that does not come from a proxy (net::ERR_UNEXPECTED_PROXY_AUTH); Firefox returns it to the page.',
      decidedBy: statusLine,
      spec: 'https://fetch.spec.whatwg.org/#http-network-or-cache-fetch',
    }
  }
  return undefined
}

function verdictWithoutActual({ status }: Recorded, method: string): Verdict | undefined {
  if (status === undefined) return undefined
  const reason =
    method === method.toUpperCase()
      ? 'the connection failed, or the server rejected the request before the lab saw it'
      : `methods are case-sensitive, and the HTTP parser of Node responds 400 to “${method}”, without CORS headers`
  return {
    readable: false,
    sentence: `The preflight succeeds, and the lab has not recorded the ${method}: ${reason}.`,
    spec: 'https://fetch.spec.whatwg.org/#concept-method-normalize',
  }
}

/** Returns the first reason for a network error, in the order of the steps of HTTP-redirect fetch. */
function whyNotFollowed(location: string, { path }: Recorded, redirects: number): string {
  const target = URL.canParse(location, apiOrigin + path)
    ? new URL(location, apiOrigin + path)
    : undefined
  if (!target) return `its Location “${location}” is not a URL`
  if (!/^https?:$/.test(target.protocol))
    return `its Location leads to ${target.protocol}, and a browser follows http: and https: only`
  if (redirects > maxRedirects) return `a browser follows at most ${maxRedirects} for one request`
  if (target.username !== '' || target.password !== '')
    return 'its Location has a user name or a password, which a cross-origin request must not follow'
  return `the request to ${target.origin} failed, and the lab does not record it`
}
