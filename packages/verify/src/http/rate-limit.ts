import type { WireResponse } from '../exchange.ts'
import { valueOf } from './header-lines.ts'

/** Headers with which servers report a rate limit. */
const names = /^(?:x-)?rate-?limit(?:-|$)/i

/** Whether the response has headers of a rate limit. */
export function hasRateLimitHeaders({ headers }: WireResponse): boolean {
  return headers.some(([name]) => names.test(name))
}

/**
 * Whether a rate limit has rejected the request: 429, or a 503 that names the time to wait or has
 * the headers of a limit (nginx `limit_req` responds 503 by default, without either).
 *
 * @see https://www.rfc-editor.org/rfc/rfc6585#section-4
 */
export function isLimited(response: WireResponse): boolean {
  if (response.status === 429) return true
  if (response.status !== 503) return false
  return hasRateLimitHeaders(response) || valueOf(response.headers, 'retry-after') !== undefined
}

/** Whether the headers of the response announce that the next request will be rejected. */
export function isExhausted({ headers }: WireResponse): boolean {
  const remaining =
    valueOf(headers, 'ratelimit-remaining') ?? valueOf(headers, 'x-ratelimit-remaining')
  return remaining === '0' || exhaustedPolicies(headers).length > 0
}

/**
 * The milliseconds to wait that a server names; undefined if it names none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs({ headers }: WireResponse, now = Date.now()): number | undefined {
  const value = valueOf(headers, 'retry-after') ?? valueOf(headers, 'ratelimit-reset')
  if (value === undefined) {
    const seconds = exhaustedPolicies(headers).flatMap((policy) => parameter(policy, 't') ?? [])
    return seconds.length > 0 ? Math.max(...seconds) * 1000 : undefined
  }
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}

/**
 * The policies of `RateLimit: "burst";r=0;t=3, "daily";r=900` that allow no further request.
 *
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/
 */
function exhaustedPolicies(headers: WireResponse['headers']): string[] {
  const policies = (valueOf(headers, 'ratelimit') ?? '').split(',')
  return policies.filter((policy) => parameter(policy, 'r') === 0)
}

function parameter(policy: string, name: 'r' | 't'): number | undefined {
  const digits = new RegExp(`;\\s*${name}=(\\d+)`).exec(policy)?.[1]
  return digits === undefined ? undefined : Number(digits)
}
