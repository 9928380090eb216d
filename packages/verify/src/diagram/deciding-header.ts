import type { CorsFailureReason } from '../decide/types.ts'

/** The name that stands for the status in a list of header names. */
export const statusLine = ':status'

const headers: Readonly<Record<CorsFailureReason, string>> = {
  'missing-allow-origin': 'access-control-allow-origin',
  'multiple-allow-origin': 'access-control-allow-origin',
  'allow-origin-mismatch': 'access-control-allow-origin',
  'wildcard-with-credentials': 'access-control-allow-origin',
  'invalid-allow-credentials': 'access-control-allow-credentials',
  'preflight-status': statusLine,
  'preflight-redirect': statusLine,
  'invalid-allow-methods': 'access-control-allow-methods',
  'invalid-allow-headers': 'access-control-allow-headers',
  'method-not-allowed': 'access-control-allow-methods',
  'header-not-allowed': 'access-control-allow-headers',
}

/** Returns the response header that makes a check fail for this reason: in lower case, or `:status`. */
export function decidingHeader(reason: CorsFailureReason): string {
  return headers[reason]
}

/** The request headers that a check compares with a response header, by the name of the latter. */
const counterparts: Readonly<Record<string, readonly string[]>> = {
  'access-control-allow-origin': ['origin'],
  'access-control-allow-credentials': ['cookie'],
  'access-control-allow-methods': ['access-control-request-method'],
  'access-control-allow-headers': ['access-control-request-headers'],
  'access-control-expose-headers': [],
  vary: ['origin'],
  origin: [],
}

/**
 * Whether a header of the request or of the response decided the check.
 *
 * @param name in lower case
 * @param decidedBy the header that decided, in lower case; undefined if none did
 */
export function hasDecided(name: string, decidedBy: string | undefined): boolean {
  if (decidedBy === undefined) return false
  return name === decidedBy || (counterparts[decidedBy]?.includes(name) ?? false)
}
