import type { CorsFailure } from './decide/types.ts'
import type { FindingCode } from './report.ts'

/** Returns the finding code of a CORS failure, regardless of its cause. */
export function codeOf({ exchange, reason, value = '' }: CorsFailure, origin: string): FindingCode {
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

/** Whether two layers each add the header, as in `O, O` or `*, O`. Else the configuration has a list. */
function sameOriginTwice(value: string): boolean {
  const members = value.split(',').map((member) => member.trim())
  return members.length > 1 && new Set(members.filter((member) => member !== '*')).size === 1
}

/** Whether the value is a valid origin other than the page's, rather than an invalid form of it. */
function isOtherOrigin(value: string, origin: string): boolean {
  return originOf(value) === value && value !== origin
}

/** The origin of a URL; undefined if the text is not a URL. */
export function originOf(text: string): string | undefined {
  try {
    return new URL(text).origin
  } catch {
    return undefined
  }
}

/** Describes a failure as the predicate of a sentence about one response. */
export function describeFailure(failure: CorsFailure): string {
  const { reason, value = '', subject = '' } = failure
  switch (reason) {
    case 'missing-allow-origin':
      return 'has no Access-Control-Allow-Origin'
    case 'multiple-allow-origin':
      return `has more than one value in Access-Control-Allow-Origin: ${quote(value)}`
    case 'allow-origin-mismatch':
      return `has Access-Control-Allow-Origin: ${quote(value)}`
    case 'wildcard-with-credentials':
      return 'has Access-Control-Allow-Origin: *, which does not allow credentials'
    case 'invalid-allow-credentials':
      return value === ''
        ? 'has no Access-Control-Allow-Credentials'
        : `has Access-Control-Allow-Credentials: ${quote(value)}, and only "true" counts`
    case 'preflight-status':
      return `has status ${value}`
    case 'preflight-redirect':
      return `is a redirect${value === '' ? '' : ` (${value})`}, and a CORS-preflight request must not be redirected`
    case 'invalid-allow-methods':
      return `has Access-Control-Allow-Methods: ${quote(value)}, which is not a list of methods`
    case 'invalid-allow-headers':
      return `has Access-Control-Allow-Headers: ${quote(value)}, which is not a list of header names`
    case 'method-not-allowed':
      return value === ''
        ? `has no Access-Control-Allow-Methods, so ${subject} is not allowed`
        : `has Access-Control-Allow-Methods: ${quote(value)}, which does not allow ${subject}`
    case 'header-not-allowed':
      return value === ''
        ? `has no Access-Control-Allow-Headers, so ${subject} is not allowed`
        : `has Access-Control-Allow-Headers: ${quote(value)}, which does not allow ${subject}`
  }
}

/** Quotes a header value for a sentence, cut after 160 characters. */
export function quote(value: string): string {
  return `"${value.length > 160 ? `${value.slice(0, 160)}…` : value}"`
}
