import type { CorsFailure, PageRequest } from 'cors-verify/decide'
import { judge, type DrawnExchange } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/stage.ts'
import type { Act, Recorded } from '../../shared/types.ts'
import { callOfStep } from './call-of-step.ts'

/** One exchange with the server, and what the browser's CORS check makes of its response. */
export interface Leg {
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
export function readLegs(act: Act, origin: string, recorded: readonly Recorded[]): Leg[] {
  const call = callOfStep(act.step, origin)
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
