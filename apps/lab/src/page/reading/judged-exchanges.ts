import type { CorsFailure, PageRequest } from 'cors-verify/decide'
import { judge, type DrawnExchange } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/stage.ts'
import type { Step, Recorded } from '../../shared/types.ts'
import { callOfAction } from './call-of-action.ts'

/** One exchange with the server, and what the browser's CORS check makes of its response. */
export interface JudgedExchange {
  recorded: Recorded
  /** With the origin that this exchange really had: a redirect may turn it to `null`. */
  request: PageRequest
  /** Whether the CORS check applies: not to `no-cors`, to a WebSocket, or without a response. */
  isChecked: boolean
  failure?: CorsFailure
  /** A redirect that the browser followed. */
  leadsTo?: string
}

/** Reads what the server recorded as a browser reads it. */
export function judgeExchanges(
  step: Step,
  origin: string,
  recorded: readonly Recorded[],
): JudgedExchange[] {
  const call = callOfAction(step.action, origin)
  return recorded.map((each) => ({ recorded: each, ...judge(call, drawnOf(each)) }))
}

/** A recorded exchange for a diagram. */
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

export function isSuccess({ status = 0 }: Recorded): boolean {
  return status >= 200 && status <= 299
}
