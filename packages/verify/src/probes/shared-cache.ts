import { randomUUID } from 'node:crypto'
import type { CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'

/** Returns a URL of the same resource with a random query, for which no cache has a stored response. */
export function freshUrl(url: string): string {
  const fresh = new URL(url)
  fresh.searchParams.set('cors-verify', randomUUID())
  return fresh.href
}

/**
 * Returns the finding about a cache that ignores `Origin`.
 *
 * @param wrong the exchange whose response was made for another client
 * @param other the exchange that shows this
 */
export function sharedCacheFinding(origin: string, wrong: Exchange, other: Exchange): CheckFinding {
  return {
    code: 'vary-missing',
    severity: 'broken',
    title: 'A cache returns a response that was made for another client',
    observed: `${origin} gets a response that was made for another client: a cache in between ignores Origin.`,
    expected: 'Vary: Origin on every response, and caches that respect it.',
    about: { cache: true },
    evidence: [evidenceOf(wrong), evidenceOf(other)],
  }
}
