import type { Cause } from '../cause.ts'
import { isPreflight, statusOf } from './shared/facts.ts'
import { gatewayStatuses } from './shared/gateways.ts'

/** The server fails while it handles the preflight. */
export const preflightServerError: Cause = {
  id: 'preflight-server-error',
  title: 'The server fails while it handles the preflight',
  distinguish: 'Look in the log of the application: it has the error of the OPTIONS request.',
  explain(failed) {
    const status = statusOf(failed)
    const failedItself = status >= 500 && status !== 501 && !gatewayStatuses.includes(status)
    if (!isPreflight(failed) || !failedItself) return undefined
    return {
      certainty: 'likely',
      proof: `OPTIONS gets ${status}.`,
      expected:
        'Fix the error that the log of the application names. A CORS layer that throws for an unlisted origin also responds 500: let it respond without Access-Control-Allow-Origin instead.',
    }
  },
}
