import type { Cause } from '../cause.ts'
import { isPreflight, nameOf, passes } from './shared/facts.ts'
import { allowedUncached, jsonWrite, plainRead } from './shared/further-requests.ts'

/** Of the preflight response and the actual response, one allows the page and the other does not. */
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
      proof: `${nameOf(other)} has headers that allow the page. ${isPreflight(failed) ? 'The response to the preflight' : 'The actual response'} has other headers.`,
      expected:
        'The same CORS headers on both responses. Often two layers set them, such as a proxy for OPTIONS and an application for other methods: let one layer set all of them.',
      evidence: [other],
    }
  },
}
