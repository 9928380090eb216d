import { normalizeMethod } from '../decide/index.ts'
import type { CorsFailureReason } from '../decide/types.ts'
import type { PageOutcome } from './types.ts'

/**
 * Texts of Firefox's `security.properties`, in the order in which they are tried. A redirect of a
 * preflight that has no CORS headers either is "missing" here; Chromium names the redirect.
 */
const reasons: readonly (readonly [RegExp, CorsFailureReason])[] = [
  [/‘Access-Control-Allow-Origin’ missing/, 'missing-allow-origin'],
  [/‘Access-Control-Allow-Origin’ does not match ‘[^’]*[, ]/, 'multiple-allow-origin'],
  [/Multiple CORS header/, 'multiple-allow-origin'],
  [/‘Access-Control-Allow-Origin’ does not match/, 'allow-origin-mismatch'],
  [/Credential is not supported/, 'wildcard-with-credentials'],
  [/expected ‘true’ in CORS header/, 'invalid-allow-credentials'],
  [/external redirect not allowed/, 'preflight-redirect'],
  [/preflight response did not succeed/, 'preflight-status'],
  [/invalid token .* ‘Access-Control-Allow-Methods’/, 'invalid-allow-methods'],
  [/invalid token .* ‘Access-Control-Allow-Headers’/, 'invalid-allow-headers'],
  [/Did not find method/, 'method-not-allowed'],
  [/not allowed according to header ‘Access-Control-Allow-Headers’/, 'header-not-allowed'],
]

/** One cookie that Firefox rejected. */
const rejectedCookie = /^Cookie “([^”]*)” (?:has been )?rejected (?:because )?(.*)$/s

/**
 * Puts what Firefox printed about one request into the decision core's terms.
 *
 * @param texts in the order in which they came; the reason is followed by "did not succeed"
 */
export function fromFirefox(
  texts: readonly string[],
  method: string,
): Pick<PageOutcome, 'reported' | 'failure' | 'notCors'> {
  for (const text of texts) {
    const reason = reasons.find(([pattern]) => pattern.test(text))?.[1]
    if (reason === undefined) continue
    const subject =
      reason === 'method-not-allowed' ? normalizeMethod(method) : headerIn(text, reason)
    return { reported: reasonIn(text), failure: { reason, ...(subject ? { subject } : {}) } }
  }
  const [text] = texts
  return text === undefined ? {} : { reported: reasonIn(text), notCors: reasonIn(text) }
}

/** Reads "Cookie “a” rejected because …". @returns undefined for any other text */
export function rejectedCookieIn(text: string): PageOutcome['blockedCookies'][number] | undefined {
  const match = rejectedCookie.exec(text)
  return match ? { name: match[1] ?? '', reasons: [(match[2] ?? '').trim()] } : undefined
}

function headerIn(text: string, reason: CorsFailureReason): string | undefined {
  if (reason !== 'header-not-allowed') return undefined
  return /header ‘([^’]*)’ is not allowed/.exec(text)?.[1]?.toLowerCase()
}

/** `(Reason: …)` with the status behind it, or the whole text. */
function reasonIn(text: string): string {
  return /\(Reason: .*/s.exec(text)?.[0] ?? text
}
