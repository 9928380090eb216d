import { randomUUID } from 'node:crypto'
import type { CheckFinding } from '../check.ts'
import type { Exchange } from '../exchange.ts'
import { evidenceOf } from '../http/redact.ts'

/** A URL that no cache has seen, for the same resource. */
export function freshUrl(url: string): string {
  const fresh = new URL(url)
  fresh.searchParams.set('cors-verify', randomUUID())
  return fresh.href
}

/**
 * A cache on the way that ignores `Origin`.
 *
 * @param wrong the response that was made for another client
 * @param other the response that shows it
 */
export function sharedCacheFinding(origin: string, wrong: Exchange, other: Exchange): CheckFinding {
  return {
    code: 'vary-missing',
    severity: 'broken',
    title: 'A cache returns a response that was made for another client',
    observed: `${origin} gets a response that was made for another client: a cache in between ignores Origin.`,
    expected: 'Vary: Origin on every response, and caches that honour it',
    about: { cache: true },
    evidence: [evidenceOf(wrong), evidenceOf(other)],
  }
}
