import {
  checkPreflight,
  corsCheck,
  decide,
  needsPreflight,
  preflightHeaders,
} from './decide/index.ts'
import type { Decision, PageRequest, CorsFailure } from './decide/types.ts'
import type { Exchange } from './exchange.ts'
import { isUnsafe } from './http/is-unsafe.ts'
import type { CachingClient } from './http/caching-client.ts'
import { actualHeaders, ownHeaders, userAgent } from './page-headers.ts'
import type { Need, Plan } from './plan.ts'
import { leavesApi, maxRedirects, redirectOf } from './probes/redirects.ts'
import { streamRequest } from './probes/stream-request.ts'

/** A `fetch` from a page, as the server saw it and as a browser would judge it. */
export interface Observation {
  need: Need
  origin: string
  preflight?: Exchange
  /** Absent if the preflight failed, or if it would write and writes are not allowed. */
  actual?: Exchange
  /** Absent when no response came, or when the actual request was not sent. */
  decision?: Decision
  /** Where a redirect led, if the page gets no response of the API there. */
  redirectedTo?: string
}

/** Makes requests as pages do, and remembers them: no request is sent twice without need. */
export interface Observer {
  plan: Plan
  http: CachingClient
  /** A whole credentialed `fetch`, preflight included. */
  fetchAs: (origin: string, need: Need, options?: SendOptions) => Promise<Observation>
  /** Only the actual request; `origin` is undefined for a client that is not a page. */
  actual: (origin: string | undefined, need: Need, options?: ActualOptions) => Promise<Exchange>
  /** The head of an event stream, and why a page could not read it. */
  openStream: (origin: string, url: string, options?: SendOptions) => Promise<StreamObservation>
  /** Only the CORS-preflight request. */
  preflight: (origin: string, need: Need) => Promise<Exchange>
}

export interface StreamObservation {
  exchange: Exchange
  failure?: CorsFailure
}

interface SendOptions {
  /** Sends the request again even if an equal one was sent. */
  fresh?: boolean
}

interface ActualOptions extends SendOptions {
  cookies?: Plan['cookies']
}

/** Servers that look at cookies let some origins in only when one is there. */
const someCookie = [['cors-verify', '1']] as const

export function createObserver(plan: Plan, http: CachingClient): Observer {
  const cookies = plan.cookies.length > 0 ? plan.cookies : someCookie
  const sender = ({ fresh = false }: SendOptions) => (fresh ? http.send : http.sendOnce)

  async function actual(
    origin: string | undefined,
    need: Need,
    options: ActualOptions = {},
  ): Promise<Exchange> {
    const url = new URL(need.url)
    const page = { origin, cookies: options.cookies ?? cookies }
    const request = {
      method: need.method,
      url: need.url,
      headers: actualHeaders(url, page, need.headers, plan.headerValues),
      ...(need.headers.includes('content-type') && isUnsafe(need.method) && { body: '{}' }),
    }
    return sender(options)(request)
  }

  async function preflight(
    origin: string,
    need: Need,
    options: SendOptions = {},
  ): Promise<Exchange> {
    const request = pageRequest(plan, origin, need)
    const headers = [['User-Agent', userAgent] as const, ...preflightHeaders(request)]
    return sender(options)({ method: 'OPTIONS', url: need.url, headers })
  }

  async function fetchAs(
    origin: string,
    need: Need,
    options: SendOptions = {},
  ): Promise<Observation> {
    const request = pageRequest(plan, origin, need)
    const observation: Observation = { need, origin }
    if (needsPreflight(request)) {
      observation.preflight = await preflight(origin, need, options)
      if (!observation.preflight.response) return observation
      const failure = checkPreflight(request, observation.preflight.response)
      if (failure) return { ...observation, decision: { allowed: false, failure } }
    }
    // For a write that the options do not name, only the preflight is sent.
    if (isUnsafe(need.method) && !(plan.allowWrites && need.named)) return observation

    let current = need
    for (let hop = 0; ; hop += 1) {
      observation.actual = await actual(origin, current, options)
      const { response } = observation.actual
      if (!response) return observation
      const next = redirectOf(response, current.url)
      if (next === undefined || isUnsafe(need.method)) break
      if (hop === maxRedirects || leavesApi(next, current.url))
        return { ...observation, redirectedTo: next.href }
      // A redirect must itself pass the CORS check.
      if (corsCheck(request, response.headers)) break
      current = { ...current, url: next.href }
    }
    const { response } = observation.actual ?? {}
    if (!response) return observation
    const responses = {
      ...(observation.preflight?.response && { preflight: observation.preflight.response }),
      actual: response,
    }
    return { ...observation, decision: decide(request, responses) }
  }

  async function openStream(
    origin: string,
    url: string,
    options: SendOptions = {},
  ): Promise<StreamObservation> {
    const exchange = await sender(options)(streamRequest(plan, origin, url), 'head')
    const credentials = plan.credentials ? 'include' : 'omit'
    const failure =
      exchange.response && corsCheck({ origin, credentials }, exchange.response.headers)
    return { exchange, ...(failure && { failure: { exchange: 'actual', ...failure } }) }
  }

  return { plan, http, fetchAs, actual, preflight, openStream }
}

/** Returns the failure of the simplest read of the target, if it fails: the root cause of others. */
export async function rootFailure(
  { plan, fetchAs }: Observer,
  origin: string,
): Promise<CorsFailure | undefined> {
  const [main] = plan.needs
  if (!main) return undefined
  const { decision } = await fetchAs(origin, { ...main, headers: [] })
  return decision && !decision.allowed ? decision.failure : undefined
}

/** The request as the decision core wants it. */
export function pageRequest(
  { credentials, headerValues }: Pick<Plan, 'credentials' | 'headerValues'>,
  origin: string,
  { method, headers }: Need,
): PageRequest {
  return {
    origin,
    method,
    headers: ownHeaders(headers, headerValues),
    credentials: credentials ? 'include' : 'omit',
  }
}
