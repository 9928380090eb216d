import type { CorsFailure, PageRequest } from 'cors-verify/decide'
import { judge, type DrawnExchange } from 'cors-verify/diagram'
import { apiOrigin } from '../../shared/stage.ts'
import type { Act, Recorded } from '../../shared/types.ts'
import { callOfStep } from './call-of-step.ts'

/** One exchange with the server, and what the browser's CORS check makes of its answer. */
export interface Leg {
  recorded: Recorded
  /** What was asked, with the origin that this leg really had: a redirect may turn it to `null`. */
  request: PageRequest
  /** Whether CORS judges this leg: not without CORS, not for a WebSocket, not without an answer. */
  isChecked: boolean
  refusal?: CorsFailure
  /** A redirect that the browser followed. */
  leadsTo?: string
}

/** Reads what the server recorded as a browser reads it. */
export function readLegs(act: Act, origin: string, recorded: readonly Recorded[]): Leg[] {
  const call = callOfStep(act.step, origin)
  return recorded.map((each) => {
    const { failure, ...judgement } = judge(call, drawnOf(each))
    return { recorded: each, ...judgement, ...(failure && { refusal: failure }) }
  })
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
