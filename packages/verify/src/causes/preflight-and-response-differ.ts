import type { Cause } from '../cause.ts'
import { isPreflight, nameOf, passes } from './shared/facts.ts'
import { allowedUncached, jsonWrite, plainRead } from './shared/further-requests.ts'

/** One of the two responses allows the page, and the other one does not. */
export const preflightAndResponseDiffer: Cause = {
  id: 'preflight-and-response-differ',
  title: 'The preflight and the actual response have different CORS headers',
  distinguish: 'Compare the CORS headers of the two exchanges.',
  async explain(failed, observations) {
    const { failure, origin } = failed
    const byValue = [
      'wildcard-with-credentials',
      'invalid-allow-credentials',
      'allow-origin-mismatch',
    ]
    if (!failure || !byValue.includes(failure.reason)) return undefined
    if (!isPreflight(failed) && (await allowedUncached(failed, observations))) return undefined
    const read = await observations.observer.actual(origin, plainRead(failed))
    const other = isPreflight(failed)
      ? read
      : (failed.preflight ?? (await observations.observer.preflight(origin, jsonWrite(failed))))
    if (!passes(failed, observations, other)) return undefined
    return {
      certainty: 'proven',
      proof: `${nameOf(other)} has headers that allow the page, and ${isPreflight(failed) ? 'the response to the preflight' : 'the actual response'} has others.`,
      expected:
        'The same CORS headers on both. Often two layers are the reason, such as a proxy that handles OPTIONS and an application that handles the rest: let one layer do both.',
      evidence: [other],
    }
  },
}
