import {
  decide,
  type HeaderLines,
  needsPreflight,
  normalizeMethod,
  type PageRequest,
  preflightHeaders,
  type CorsFailure,
} from '../src/decide/index.ts'
import type { Heads } from './decide-in-browsers-server.ts'

/** A request of a page, and the responses of the server to it. */
export interface DecisionCase extends Heads {
  request: PageRequest
}

/** The course of a request: the requests on the wire, and the result for the page. */
export interface Course {
  /** The methods that reach the server, in order. */
  sent: readonly string[]
  /** The lines of the preflight that describe the actual request. */
  preflightLines?: HeaderLines
  readable: boolean
  status?: number
  /** The header names JavaScript sees, of those the server sends. */
  sees?: readonly string[]
  failure?: Pick<CorsFailure, 'reason' | 'subject'>
  /** Why there is no response, if the reason is not CORS. */
  notCors?: string
}

/** Returns the course that the decision core predicts. */
export function predict({ request, preflight, actual }: DecisionCase): Course {
  const sendsPreflight = needsPreflight(request)
  const decision = decide(request, { preflight, actual })
  const actualSent = decision.allowed || decision.failure.exchange === 'actual'
  const sent = [
    ...(sendsPreflight ? ['OPTIONS'] : []),
    ...(actualSent ? [normalizeMethod(request.method)] : []),
  ]
  const start = { sent, ...(sendsPreflight ? { preflightLines: preflightHeaders(request) } : {}) }
  if (decision.allowed) {
    return { ...start, readable: true, status: actual.status, sees: decision.headers }
  }
  const { reason, subject } = decision.failure
  return { ...start, readable: false, failure: { reason, ...(subject ? { subject } : {}) } }
}
