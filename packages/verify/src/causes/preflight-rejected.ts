import type { Cause } from '../cause.ts'
import { isPreflight, statusOf } from './shared/facts.ts'

/** The preflight gets an error status, and no other cause explains it. */
export const preflightRejected: Cause = {
  id: 'preflight-rejected',
  title: 'The server rejects the preflight with an error status',
  distinguish:
    'Search the server, and the proxies in front of it, for the code that sends this status.',
  explain(failed) {
    const status = statusOf(failed)
    if (!isPreflight(failed) || status < 400) return undefined
    return {
      certainty: 'possible',
      proof: `The status is ${status}.`,
      expected: 'A status from 200 to 299 for OPTIONS requests with Access-Control-Request-Method.',
    }
  },
}
