import { getHeader } from './header-list.ts'
import type { HeaderLines, PageRequest, CorsFailure } from './types.ts'

/**
 * Runs the CORS check on a response. The preflight response and the actual response must both pass.
 * The comparison is byte by byte: case, port and trailing slash count.
 *
 * @param request origin and credentials mode of the request
 * @param headers header lines of the response
 * @returns the reason of the failure; undefined if the check passes
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
  // Checked before the comparison: `*` is never an origin.
  if (value === '*') return { reason: 'wildcard-with-credentials', value }
  if (value !== request.origin) {
    // An origin has neither a comma nor a space: a value with one is a list.
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
