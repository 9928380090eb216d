import type { Cause, Certainty, FailedRequest, Observations } from '../../cause.ts'
import { lacksAllowOrigin, nameOf, statusOf } from './facts.ts'
import { allowedElsewhere, onlyOnPreflights } from './further-requests.ts'

/**
 * Creates a cause for an error response without CORS headers, of a server whose other responses have them.
 *
 * @param isIt whether the failed request has this kind of error
 * @param sender the part of the server that sends the error; completes "comes from"
 * @param expected sentences about the change, before the required header is named
 */
export function errorCause(
  cause: Pick<Cause, 'id' | 'title' | 'distinguish'>,
  isIt: (failed: FailedRequest) => boolean,
  sender: string,
  expected: string,
  certainty: Certainty = 'proven',
): Cause {
  return {
    ...cause,
    async explain(failed: FailedRequest, observations: Observations) {
      if (!lacksAllowOrigin(failed) || !isIt(failed)) return undefined
      if (await onlyOnPreflights(failed, observations)) return undefined
      const elsewhere = await allowedElsewhere(failed, observations)
      if (!elsewhere) return undefined
      return {
        certainty,
        code: 'error-without-cors',
        proof: `The server sends CORS headers for this origin elsewhere, with ${nameOf(elsewhere)}. The ${statusOf(failed)} comes from ${sender}.`,
        expected: `${expected} Every status needs Access-Control-Allow-Origin: ${failed.origin}.`,
        evidence: [elsewhere],
      }
    },
  }
}
