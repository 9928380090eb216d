import { checkPreflight } from '../decide/check-preflight.ts'
import { corsCheck } from '../decide/cors-check.ts'
import { isRedirect } from '../decide/is-redirect.ts'
import type { CorsFailure, PageRequest } from '../decide/types.ts'
import { valueOf } from '../http/header-lines.ts'
import type { DrawnExchange, PageCall } from './page-call.ts'

/** The decision of the browser about one exchange. */
export interface Judgement {
  /** The request, with the origin of this exchange: after a redirect it may be `null`. */
  request: PageRequest
  /** Whether CORS applies: false for `no-cors`, WebSockets and clients, and without a response. */
  isChecked: boolean
  failure?: CorsFailure
  /** The `Location` of a redirect that the browser follows. */
  leadsTo?: string
}

/** The properties of a call on which the decision about its responses depends. */
export type JudgedCall = Pick<PageCall, 'kind' | 'origin' | 'headers' | 'credentials' | 'isNoCors'>

/**
 * Applies the CORS check, or the check of a preflight, to one exchange of a call.
 *
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function judge(call: JudgedCall, exchange: DrawnExchange): Judgement {
  const { requestHeaders, response, isPreflight, method } = exchange
  const requested = valueOf(requestHeaders, 'access-control-request-method')
  const request: PageRequest = {
    origin: valueOf(requestHeaders, 'origin') ?? call.origin,
    method: (isPreflight ? requested : undefined) ?? method,
    headers: call.headers,
    credentials: call.credentials,
  }
  if (response === undefined || !isDecidedByCors(call)) return { request, isChecked: false }
  const failure = isPreflight
    ? checkPreflight(request, response)
    : asActual(corsCheck(request, response.headers))
  if (failure) return { request, isChecked: true, failure }
  const location =
    isPreflight || !isRedirect(response.status) ? undefined : valueOf(response.headers, 'location')
  return { request, isChecked: true, ...(location !== undefined && { leadsTo: location }) }
}

/** Whether the browser may send a preflight for the call. */
export function canHavePreflight({ kind, isNoCors }: Pick<PageCall, 'kind' | 'isNoCors'>): boolean {
  return (kind === 'fetch' || kind === 'beacon') && isNoCors !== true
}

/** Whether the CORS check decides if the page can read the response to the call. */
export function isDecidedByCors(call: Pick<PageCall, 'kind' | 'isNoCors'>): boolean {
  return call.kind === 'event-stream' || canHavePreflight(call)
}

function asActual(failure: Omit<CorsFailure, 'exchange'> | undefined): CorsFailure | undefined {
  return failure && { exchange: 'actual', ...failure }
}
