import { normalizeMethod } from '../decide/index.ts'
import { findSymptoms } from '../symptoms/index.ts'
import type { PageOutcome } from './types.ts'

/** One cookie that Firefox rejected. */
const rejectedCookie = /^Cookie “([^”]*)” (?:has been )?rejected (?:because )?(.*)$/s

/**
 * Converts the console messages of Firefox about one request to the terms of `decide`. For a redirect of a
 * preflight without CORS headers, Firefox names the missing header and Chromium the redirect.
 *
 * @param texts in the order of the console; the text with the reason is followed by "did not succeed"
 */
export function fromFirefox(
  texts: readonly string[],
  method: string,
): Pick<PageOutcome, 'reported' | 'failure' | 'notCors'> {
  for (const text of texts) {
    const { found, fields } = findSymptoms(text)
    const reason = found.find(({ symptom }) => symptom.failure !== undefined)?.symptom.failure
    if (reason === undefined) continue
    const subject =
      reason === 'method-not-allowed' ? normalizeMethod(method) : fields.header?.toLowerCase()
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

/** `(Reason: …)` with the status behind it, or the whole text. */
function reasonIn(text: string): string {
  return /\(Reason: .*/s.exec(text)?.[0] ?? text
}
