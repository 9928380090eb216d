import type { CorsFailure } from './decide/types.ts'
import type { Observation } from './observe.ts'
import type { FindingCode } from './report.ts'

/**
 * Returns the finding code of a blocked request.
 *
 * @param root the failure of the page's simplest request, if it fails: a fault at the level
 * of the origin shows on every request, and is one finding
 */
export function codeOf(
  { origin, actual }: Pick<Observation, 'origin' | 'actual'>,
  failure: CorsFailure,
  root: CorsFailure | undefined,
): FindingCode {
  if (root && root !== failure && root.reason === failure.reason) return codeOfFailure(root, origin)
  const isError = (actual?.response?.status ?? 0) >= 400
  if (failure.exchange === 'actual' && failure.reason === 'missing-allow-origin' && isError)
    return root ? 'origin-not-allowed' : 'error-without-cors'
  return codeOfFailure(failure, origin)
}

function codeOfFailure({ exchange, reason, value = '' }: CorsFailure, origin: string): FindingCode {
  switch (reason) {
    case 'missing-allow-origin':
      return exchange === 'preflight' ? 'preflight-failed' : 'origin-not-allowed'
    case 'multiple-allow-origin':
      return sameOriginTwice(value) ? 'duplicate-allow-origin' : 'unusable-allow-origin'
    case 'allow-origin-mismatch':
      return isOtherOrigin(value, origin) ? 'origin-not-allowed' : 'unusable-allow-origin'
    case 'wildcard-with-credentials':
    case 'invalid-allow-credentials':
      return 'credentials-blocked'
    case 'preflight-status':
    case 'preflight-redirect':
      return 'preflight-failed'
    case 'invalid-allow-methods':
    case 'method-not-allowed':
      return 'method-not-allowed'
    case 'invalid-allow-headers':
    case 'header-not-allowed':
      return 'header-not-allowed'
  }
}

/** Two layers each add the header, as opposed to a list in the configuration: `O, O`, or `*, O`. */
function sameOriginTwice(value: string): boolean {
  const members = value.split(',').map((member) => member.trim())
  return members.length > 1 && new Set(members.filter((member) => member !== '*')).size === 1
}

/** A well-formed origin that is another one, rather than a misspelling of the page's. */
function isOtherOrigin(value: string, origin: string): boolean {
  return URL.canParse(value) && new URL(value).origin === value && value !== origin
}

/** Describes a failure as the predicate of a sentence about one response. */
export function describeFailure(failure: CorsFailure): string {
  const { reason, value = '', subject = '' } = failure
  switch (reason) {
    case 'missing-allow-origin':
      return 'carries no Access-Control-Allow-Origin'
    case 'multiple-allow-origin':
      return `carries more than one value in Access-Control-Allow-Origin: ${quote(value)}`
    case 'allow-origin-mismatch':
      return `carries Access-Control-Allow-Origin: ${quote(value)}`
    case 'wildcard-with-credentials':
      return 'carries Access-Control-Allow-Origin: *, which credentialed requests do not accept'
    case 'invalid-allow-credentials':
      return value === ''
        ? 'carries no Access-Control-Allow-Credentials'
        : `carries Access-Control-Allow-Credentials: ${quote(value)}, and only "true" counts`
    case 'preflight-status':
      return `has status ${value}`
    case 'preflight-redirect':
      return `is a redirect${value === '' ? '' : ` (${value})`}, and a CORS-preflight request must not be redirected`
    case 'invalid-allow-methods':
      return `carries Access-Control-Allow-Methods: ${quote(value)}, which is not a list of methods`
    case 'invalid-allow-headers':
      return `carries Access-Control-Allow-Headers: ${quote(value)}, which is not a list of header names`
    case 'method-not-allowed':
      return value === ''
        ? `carries no Access-Control-Allow-Methods, so ${subject} is not allowed`
        : `carries Access-Control-Allow-Methods: ${quote(value)}, which does not allow ${subject}`
    case 'header-not-allowed':
      return value === ''
        ? `carries no Access-Control-Allow-Headers, so ${subject} is not allowed`
        : `carries Access-Control-Allow-Headers: ${quote(value)}, which does not allow ${subject}`
  }
}

/** A header value for a sentence, cut where it stops being readable. */
export function quote(value: string): string {
  return `"${value.length > 160 ? `${value.slice(0, 160)}…` : value}"`
}
