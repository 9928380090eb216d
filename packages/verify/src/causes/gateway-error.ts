import type { Cause } from '../cause.ts'
import { isHtml, statusOf } from './shared/facts.ts'
import { gatewayOf, gatewayStatuses } from './shared/gateways.ts'

/** A gateway responds instead of the API: the API is down, too slow, or unreachable for the gateway. */
export const gatewayError: Cause = {
  id: 'gateway-error',
  title: 'A gateway in front of the API responds with an error',
  distinguish: 'Request the API directly, without the gateway.',
  explain(failed) {
    const { response } = failed.exchange
    const status = statusOf(failed)
    if (!response || !failed.failure || !gatewayStatuses.includes(status)) return undefined
    const gateway = gatewayOf(response)
    if (gateway === undefined && !isHtml(response)) return undefined
    return {
      certainty: 'proven',
      code: failed.failure.exchange === 'preflight' ? 'preflight-failed' : 'error-without-cors',
      proof: `The ${status} is ${gateway === undefined ? 'an HTML page, as gateways send' : `an error page of ${gateway}`}, not a response of the API.`,
      expected: `First make the API reachable for the gateway: ${reasons[status] ?? ''} Then let the gateway add Access-Control-Allow-Origin: ${failed.origin} to its own error responses, so that pages can read the status.`,
    }
  },
}

const reasons: Record<number, string> = {
  502: 'it is down, or its response was not valid.',
  503: 'no instance is available, or a limit of the gateway was reached.',
  504: 'it did not respond in time.',
}
