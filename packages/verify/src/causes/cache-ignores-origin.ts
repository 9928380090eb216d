import type { Cause } from '../cause.ts'
import { isSafe, nameOf } from './shared/facts.ts'
import { allowedUncached } from './shared/further-requests.ts'

/** A cache returned a response that was made for another origin. */
export const cacheIgnoresOrigin: Cause = {
  id: 'cache-ignores-origin',
  title: 'A cache returns a response that was made for another origin',
  distinguish: 'Add a unique query parameter: the response then has the right CORS headers.',
  async explain(failed, observations) {
    const { failure } = failed
    const byOrigin = ['missing-allow-origin', 'allow-origin-mismatch', 'wildcard-with-credentials']
    if (failure?.exchange !== 'actual' || !byOrigin.includes(failure.reason)) return undefined
    if (!isSafe(failed)) return undefined
    const uncached = await allowedUncached(failed, observations)
    return (
      uncached && {
        certainty: 'proven',
        code: 'vary-missing',
        proof: `The same resource with a unique query parameter, which no cache has stored, has the right headers (${nameOf(uncached)}).`,
        expected:
          'Vary: Origin on every response whose CORS headers depend on Origin, and a cache that respects it.',
        evidence: [uncached],
      }
    )
  },
}
