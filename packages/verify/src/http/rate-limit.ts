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
  // The draft standard: RateLimit: "policy";r=0;t=30
  const structured = /;\s*r=(\d+)/.exec(valueOf(headers, 'ratelimit') ?? '')?.[1]
  return (structured ?? remaining) === '0'
}

/**
 * The milliseconds to wait that a server names; undefined if it names none.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterMs(response: WireResponse, now = Date.now()): number | undefined {
  const value =
    valueOf(response.headers, 'retry-after') ?? valueOf(response.headers, 'ratelimit-reset')
  if (value === undefined) return undefined
  if (/^\d+$/.test(value.trim())) return Number(value) * 1000
  const date = Date.parse(value)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
