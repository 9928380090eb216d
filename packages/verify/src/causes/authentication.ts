import type { Cause, Explanation, FailedRequest, Observations } from '../cause.ts'
import { valueOf } from '../http/header-lines.ts'
import {
  allowedElsewhere,
  fromCorsLayer,
  gatewayOf,
  lacksAllowOrigin,
  nameOf,
  onlyOnPreflights,
  plainRead,
  statusOf,
} from './facts.ts'

/** The actual request gets 401, or a 403 that asks for credentials, before the CORS layer runs. */
export const authentication: Cause = {
  id: 'authentication-before-cors',
  title: 'Authentication responds before the CORS layer',
  distinguish:
    'Repeat the run with real credentials (--header "authorization: …" or --cookie name=value): if the response then has CORS headers, authentication is the cause.',
  explain: (failed, observations) =>
    explain(failed, observations, challenges(failed), 'authentication rejects the request'),
}

/** The actual request gets 403 before the CORS layer runs. */
export const forbidden: Cause = {
  id: 'forbidden-before-cors',
  title: 'A 403 is sent before the CORS layer runs',
  distinguish:
    'Search what is in front of the CORS layer for a 403: authorization, a CSRF check, a firewall.',
  explain: (failed, observations) =>
    explain(
      failed,
      observations,
      statusOf(failed) === 403 && !challenges(failed),
      'authorization, a CSRF check or a firewall rejects the request',
    ),
}

function challenges({ exchange }: FailedRequest): boolean {
  const { response } = exchange
  if (response?.status === 401) return true
  return response?.status === 403 && valueOf(response.headers, 'www-authenticate') !== undefined
}

async function explain(
  failed: FailedRequest,
  observations: Observations,
  isIt: boolean,
  who: string,
): Promise<Explanation | undefined> {
  const { response } = failed.exchange
  const status = statusOf(failed)
  if (!response || !lacksAllowOrigin(failed) || !isIt || fromCorsLayer(response)) return undefined
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
