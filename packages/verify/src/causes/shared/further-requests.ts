import type { FailedRequest, Observations } from '../../cause.ts'
import type { Exchange } from '../../exchange.ts'
import type { Need } from '../../plan.ts'
import { unknownPath } from '../../probes/error-needs.ts'
import { passes, statusOf } from './facts.ts'

/** A GET of the same URL without request headers that the page sets. */
export function plainRead({ need }: FailedRequest): Need {
  return { ...need, method: 'GET', headers: [], named: false }
}

/** A preflight like the one that a JSON write causes. */
export function jsonWrite({ need }: FailedRequest): Need {
  return { ...need, method: 'PUT', headers: ['content-type'], named: false }
}

/**
 * Looks for a response of this server that passes the CORS check for the same page.
 *
 * @returns the exchange, which proves that the server has a CORS layer that allows the origin; undefined if
 * there is none
 */
export async function allowedElsewhere(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const { observer, allowed } = observations
  const { origin, preflight, exchange } = failed
  const observed = [
    preflight === exchange ? undefined : preflight,
    ...allowed.filter((other) => other.origin === origin).flatMap((other) => [other.actual]),
  ]
  const found = observed.find((other) => other !== exchange && passes(failed, observations, other))
  if (found) return found
  const requests: (() => Promise<Exchange>)[] = [
    () => observer.actual(origin, plainRead(failed)),
    () => observer.actual(origin, unknownPath(observer.plan)),
    () => observer.preflight(origin, jsonWrite(failed)),
  ]
  for (const send of requests) {
    const other = await send()
    if (other !== exchange && !sameRequest(other, exchange))
      if (passes(failed, observations, other)) return other
  }
  return undefined
}

function sameRequest(a: Exchange, b: Exchange): boolean {
  return (
    a.request.method === b.request.method &&
    a.request.url === b.request.url &&
    String(a.request.headers) === String(b.request.headers)
  )
}

/**
 * Whether the server adds CORS headers only to preflight responses: a preflight passes the CORS check, and no
 * actual response does, not even that of a successful read.
 *
 * @returns the preflight if so; else undefined
 */
export async function onlyOnPreflights(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const { observer, allowed } = observations
  const { origin } = failed
  if (allowed.some((other) => passes(failed, observations, other.actual))) return undefined
  const target = { ...failed, need: { ...failed.need, url: observer.plan.url.href } }
  const read = await observer.actual(origin, plainRead(target))
  const unknown = await observer.actual(origin, unknownPath(observer.plan))
  const successful = read.response !== undefined && read.response.status < 300
  if (!successful || [read, unknown].some((each) => passes(failed, observations, each)))
    return undefined
  const preflight = await observer.preflight(origin, jsonWrite(target))
  return passes(failed, observations, preflight) ? preflight : undefined
}

/**
 * Requests the same resource at a unique URL, of which no cache has a response.
 *
 * @returns the exchange, if its response has the same status and passes the CORS check
 */
export async function allowedUncached(
  failed: FailedRequest,
  observations: Observations,
): Promise<Exchange | undefined> {
  const url = new URL(failed.need.url)
  url.searchParams.set('cors-verify', observations.uncached)
  const need = { ...plainRead(failed), url: url.href }
  const exchange = await observations.observer.actual(failed.origin, need)
  if (exchange.response?.status !== statusOf(failed)) return undefined
  return passes(failed, observations, exchange) ? exchange : undefined
}
