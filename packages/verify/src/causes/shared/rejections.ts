import type { Explanation, FailedRequest, Observations } from '../../cause.ts'
import { valueOf } from '../../http/header-lines.ts'
import { fromCorsLayer, lacksAllowOrigin, nameOf, statusOf } from './facts.ts'
import { allowedElsewhere, onlyOnPreflights, plainRead } from './further-requests.ts'
import { gatewayOf } from './gateways.ts'

/** Whether the response requires authentication: status 401, or 403 with a WWW-Authenticate header. */
export function challenges({ exchange }: FailedRequest): boolean {
  const { response } = exchange
  if (response?.status === 401) return true
  return response?.status === 403 && valueOf(response.headers, 'www-authenticate') !== undefined
}

/**
 * Explains an actual request that is rejected before the CORS layer runs.
 *
 * @param who the part of the server that rejects it, and its verb, as in "authentication rejects the request"
 */
export async function explainRejection(
  failed: FailedRequest,
  observations: Observations,
  who: string,
): Promise<Explanation | undefined> {
  const { response } = failed.exchange
  const status = statusOf(failed)
  if (!response || !lacksAllowOrigin(failed) || fromCorsLayer(response)) return undefined
  if (await onlyOnPreflights(failed, observations)) return undefined
  if (status === 403 && failed.need.method === 'GET') {
    // A CORS layer that rejects the origin itself lets a request without Origin pass.
    const { response: other } = await observations.observer.actual(undefined, plainRead(failed))
    if (other && other.status !== 403) return undefined
  }
  const elsewhere = await allowedElsewhere(failed, observations)
  if (!elsewhere && gatewayOf(response) !== undefined) return undefined
  return {
    certainty: elsewhere ? 'proven' : 'likely',
    code: 'error-without-cors',
    proof: elsewhere
      ? `The server sends CORS headers for this origin elsewhere, with ${nameOf(elsewhere)}: the CORS layer works, and ${who} before it runs.`
      : `The status ${status} shows that ${who}. No response that this run got has CORS headers.`,
    expected: `Register the CORS layer first, so that a ${status} has Access-Control-Allow-Origin: ${failed.origin} too. The page can then read the ${status} and ask the user to sign in.`,
    ...(elsewhere && { evidence: [elsewhere] }),
  }
}
