import { checkPreflight, corsCheck, type PageRequest, type CorsFailure } from 'cors-verify/decide'
import type { Act, Recorded, Step } from '../../shared/types.ts'
import { valueOf } from './lines.ts'

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
  return recorded.map((each) => readLeg(act.step, origin, each))
}

function readLeg(step: Step, origin: string, recorded: Recorded): Leg {
  const { requestHeaders, responseHeaders: headers, status, isPreflight } = recorded
  const asked = valueOf(requestHeaders, 'access-control-request-method')
  const request: PageRequest = {
    origin: valueOf(requestHeaders, 'origin') ?? origin,
    method: (isPreflight ? asked : undefined) ?? recorded.method,
    headers: step.kind === 'fetch' ? Object.entries(step.headers ?? {}) : [],
    credentials: step.kind === 'web-socket' ? 'include' : step.credentials,
  }
  const leg: Leg = { recorded, request, isChecked: isCors(step) && status !== undefined }
  if (!leg.isChecked || status === undefined || !headers) return leg
  const refusal = isPreflight
    ? checkPreflight(request, { status, headers })
    : asActual(corsCheck(request, headers))
  if (refusal) return { ...leg, refusal }
  const location = isRedirect(status) ? valueOf(headers, 'location') : undefined
  return location === undefined || isPreflight ? leg : { ...leg, leadsTo: location }
}

/** Whether the step is one whose answer CORS decides about. */
export function isCors(step: Step): boolean {
  return step.kind === 'event-stream' || (step.kind === 'fetch' && step.mode !== 'no-cors')
}

export function isSuccess({ status = 0 }: Recorded): boolean {
  return status >= 200 && status <= 299
}

export function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status)
}

function asActual(refusal: Omit<CorsFailure, 'exchange'> | undefined): CorsFailure | undefined {
  return refusal && { exchange: 'actual', ...refusal }
}
