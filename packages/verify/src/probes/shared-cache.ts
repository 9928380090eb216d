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
 * @param wrong the answer that was made for somebody else
 * @param other the answer that tells it was
 */
export function sharedCacheFinding(origin: string, wrong: Exchange, other: Exchange): CheckFinding {
  return {
    code: 'vary-missing',
    severity: 'broken',
    title: 'A cache hands one caller’s answer to another',
    observed: `${origin} gets an answer that was made for another caller: something on the way keeps answers and does not tell origins apart.`,
    expected: 'Vary: Origin on every answer, and caches that honour it',
    evidence: [evidenceOf(wrong), evidenceOf(other)],
  }
}
