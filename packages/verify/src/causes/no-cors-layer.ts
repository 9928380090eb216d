import type { Cause, FailedRequest, Observations } from '../cause.ts'
import type { Exchange } from '../exchange.ts'
import { unknownPath } from '../probes/error-needs.ts'
import { fromCorsLayer, isHtml, nameOf } from './shared/facts.ts'
import { jsonWrite, plainRead } from './shared/further-requests.ts'
import { gatewayOf } from './shared/gateways.ts'
import { isLimited } from '../http/rate-limit.ts'

/** Sends requests whose responses show whether the server has a CORS layer at all. */
async function sample(failed: FailedRequest, { observer }: Observations): Promise<Exchange[]> {
  const { origin } = failed
  return [
    failed.exchange,
    await observer.actual(origin, plainRead(failed)),
    await observer.preflight(origin, jsonWrite(failed)),
    await observer.actual(undefined, plainRead(failed)),
    await observer.actual(origin, unknownPath(observer.plan)),
  ]
}

/** No response of the server has a CORS header. */
export const noCorsLayer: Cause = {
  id: 'no-cors-layer',
  title: 'The server has no CORS layer',
  distinguish:
    'Search the configuration of the server for CORS. If there is none, add a CORS layer. If there is one, it does not list this origin.',
  async explain(failed, observations) {
    if (!['missing-allow-origin', 'preflight-status'].includes(failed.failure?.reason ?? ''))
      return undefined
    const exchanges = await sample(failed, observations)
    const responses = exchanges.flatMap(({ response }) => response ?? [])
    if (responses.some(fromCorsLayer)) return undefined
    const [, read, preflight] = exchanges
    if (!read?.response || !preflight?.response) return undefined
    // A gateway, a rate limit or authentication may respond before the CORS layer of the API.
    const hidden = [read.response, preflight.response].some(
      (response) =>
        isLimited(response) ||
        gatewayOf(response) !== undefined ||
        [401, 403].includes(response.status),
    )
    const preflightRejected = preflight.response.status >= 400
    return {
      certainty:
        hidden || isHtml(read.response) ? 'possible' : preflightRejected ? 'proven' : 'likely',
      code: 'origin-not-allowed',
      proof: `No response has an Access-Control header or Vary: Origin: ${[read, preflight].map(nameOf).join(', ')}, the same without Origin, and a path that does not exist.`,
      expected: `Add a CORS layer that allows ${failed.origin}, before all routes.`,
      evidence: [read, preflight],
    }
  },
}
