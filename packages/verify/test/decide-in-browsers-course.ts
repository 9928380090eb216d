import {
  decide,
  type HeaderLines,
  needsPreflight,
  normalizeMethod,
  type PageRequest,
  preflightHeaders,
  type Refusal,
} from '../src/decide/index.ts'
import type { Heads } from './decide-in-browsers-server.ts'

/** A request of a page, and what a server answers. */
export interface SetUp extends Heads {
  request: PageRequest
}

/** What becomes of a request: on the wire, and for the page. */
export interface Course {
  /** The methods that reach the server, in order. */
  sent: readonly string[]
  /** What the preflight says of the request. */
  asked?: HeaderLines
  readable: boolean
  status?: number
  /** The header names JavaScript sees, of those the set-up sends. */
  sees?: readonly string[]
  refusal?: Pick<Refusal, 'reason' | 'subject'>
  /** Why nothing came, if it is not CORS. */
  notCors?: string
}

/** The course of a set-up according to the decision core. */
export function predict({ request, preflight, actual }: SetUp): Course {
  const asks = needsPreflight(request)
  const decision = decide(request, { preflight, actual })
  const actualSent = decision.readable || decision.refusal.leg === 'actual'
  const sent = [
    ...(asks ? ['OPTIONS'] : []),
    ...(actualSent ? [normalizeMethod(request.method)] : []),
  ]
  const start = { sent, ...(asks ? { asked: preflightHeaders(request) } : {}) }
  if (decision.readable) {
    return { ...start, readable: true, status: actual.status, sees: decision.headers }
  }
  const { reason, subject } = decision.refusal
  return { ...start, readable: false, refusal: { reason, ...(subject ? { subject } : {}) } }
}
