import type { CorsFailure, PageRequest } from 'cors-verify/decide'
import { judge, type DrawnExchange } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/origins.ts'
import type { Step, Recorded } from '../../shared/types.ts'
import { callOfAction } from './call-of-action.ts'

/** An exchange with the server, and the result of the CORS check of its response. */
export interface JudgedExchange {
  recorded: Recorded
  /** The request with the origin that it really had: `null` after some redirects. */
  request: PageRequest
  /** Whether the CORS check applies. It does not to `no-cors`, to a WebSocket, or without a response. */
  isChecked: boolean
  failure?: CorsFailure
  /** The Location of a redirect that the browser followed. */
  leadsTo?: string
}

/** Applies the CORS check of the browser to the recorded exchanges of a step. */
export function judgeExchanges(
  step: Step,
  origin: string,
  recorded: readonly Recorded[],
): JudgedExchange[] {
  const call = callOfAction(step.action, origin)
  return recorded.map((each) => ({ recorded: each, ...judge(call, drawnOf(each)) }))
}

/** Returns a recorded exchange for a diagram. */
export function drawnOf(recorded: Recorded): DrawnExchange {
  const { method, path, requestHeaders, status, responseHeaders: headers, isPreflight } = recorded
  return {
    method,
    url: apiOrigin + path,
    requestHeaders,
    ...(status !== undefined && headers && { response: { status, headers } }),
    isPreflight,
  }
}

/** Whether the status is 200 to 299. */
export function isSuccess({ status = 0 }: Recorded): boolean {
  return status >= 200 && status <= 299
}
