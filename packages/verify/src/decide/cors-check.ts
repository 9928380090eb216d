import { getHeader } from './header-list.ts'
import type { HeaderLines, PageRequest, CorsFailure } from './types.ts'

/**
 * Whether an answer's headers let a page of this origin read it. Preflight and actual answer both
 * must pass. Comparison is byte for byte: case, port and trailing slash count.
 *
 * @returns undefined if it passes; else the reason, named as Chromium names it
 * @see https://fetch.spec.whatwg.org/#concept-cors-check
 */
export function corsCheck(
  request: Pick<PageRequest, 'origin' | 'credentials'>,
  headers: HeaderLines,
): Omit<CorsFailure, 'exchange'> | undefined {
  const credentialed = request.credentials === 'include'
  const value = getHeader(headers, 'access-control-allow-origin')
  if (value === undefined) return { reason: 'missing-allow-origin' }
  if (value === '*' && !credentialed) return undefined
  // `*` first: no origin is spelled so.
  if (value === '*') return { reason: 'wildcard-with-credentials', value }
  if (value !== request.origin) {
    // No origin has a comma or a blank in it, so these can only come from a list.
    const reason = /[, ]/.test(value) ? 'multiple-allow-origin' : 'allow-origin-mismatch'
    return { reason, value }
  }
  if (!credentialed) return undefined
  const allowed = getHeader(headers, 'access-control-allow-credentials')
  if (allowed === 'true') return undefined
  return {
    reason: 'invalid-allow-credentials',
    ...(allowed === undefined ? {} : { value: allowed }),
  }
}
