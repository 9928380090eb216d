import { errorCause } from './shared/error-causes.ts'
import { isHtml } from './shared/facts.ts'
import { gatewayOf, gatewayStatuses } from './shared/gateways.ts'

/** An exception of the application replaces the response, headers included. */
export const errorResponseWithoutCors = errorCause(
  {
    id: 'error-response-without-cors',
    title: 'The error response of the application has no CORS headers',
    distinguish: 'Look in the log of the application: it has the error of this request.',
  },
  (failed) => {
    const { response } = failed.exchange
    if (!response || response.status < 500) return false
    const page = isHtml(response) || gatewayOf(response) !== undefined
    return !(gatewayStatuses.includes(response.status) && page)
  },
  'the error handler of the application, which drops the headers that the CORS layer has set',
  'Fix the error first: the log of the application names it. Then make the error handler preserve the CORS headers.',
)
