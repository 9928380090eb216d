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
  /** Absent if the preflight failed, or if the method is unsafe and writes are not allowed. */
  actual?: Exchange
  /** Absent when no response came, or when the actual request was not sent. */
  decision?: Decision
  /** The target of a redirect that leaves the API or exceeds the limit of redirects. */
  redirectedTo?: string
}

/** Sends requests as pages do. Equal requests are sent once; their responses are cached for the run. */
export interface Observer {
  plan: Plan
  http: CachingClient
  /** A `fetch` with its preflight and its redirects. */
  fetchAs: (origin: string, need: Need, options?: SendOptions) => Promise<Observation>
  /** Only the actual request; `origin` is undefined for a client other than a page. */
  actual: (origin: string | undefined, need: Need, options?: ActualOptions) => Promise<Exchange>
  /** Opens an event stream until its headers arrive; `failure` is why a page cannot read it. */
  openStream: (origin: string, url: string, options?: SendOptions) => Promise<StreamObservation>
  /** Only the CORS-preflight request. */
  preflight: (origin: string, need: Need) => Promise<Exchange>
}

/** An event stream of which the status and headers were read. */
export interface StreamObservation {
  exchange: Exchange
  /** Why a browser blocks it; absent if it passes the CORS check, or without a response. */
  failure?: CorsFailure
}

interface SendOptions {
  /** Sends the request again even if an equal one was sent. */
  fresh?: boolean
}

interface ActualOptions extends SendOptions {
  /** Replaces the cookies of the plan. */
  cookies?: Plan['cookies']
}

/** Sent if the options have no cookie: some servers allow origins only for requests with a cookie. */
const placeholderCookies = [['cors-verify', '1']] as const

/** Creates an observer that sends through `http`. */
export function createObserver(plan: Plan, http: CachingClient): Observer {
  const cookies = plan.cookies.length > 0 ? plan.cookies : placeholderCookies
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
    // An unsafe request that the options do not name, or do not allow, is not sent.
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

/** Returns the failure of a GET of the target without request headers: other requests fail for the same reason. */
export async function rootFailure(
  { plan, fetchAs }: Observer,
  origin: string,
): Promise<CorsFailure | undefined> {
  const [main] = plan.needs
  if (!main) return undefined
  const { decision } = await fetchAs(origin, { ...main, headers: [] })
  return decision && !decision.allowed ? decision.failure : undefined
}

/** Converts a need to a request as `decide` takes it. */
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
