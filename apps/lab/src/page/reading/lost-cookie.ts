import type { Recorded } from '../../shared/types.ts'
import { whyRejected } from './cookie-rules.ts'
import type { DrawnStep } from './drawn-step.ts'
import { parseSetCookie } from './set-cookie.ts'
import { apiHostOf, valueOf } from './lines.ts'

/** Why a cookie does not come back to the server. */
export type LostCookie = 'not sent' | 'not stored'

/**
 * Returns whether a cookie is lost: `not sent` if an earlier response has set one and the last request has
 * none, `not stored` if the last response sets one that browsers reject or ignore.
 *
 * @returns undefined if neither is the case
 */
export function lostCookie(
  drawnStep: Pick<DrawnStep, 'step' | 'earlier' | 'isSameSite' | 'recorded'>,
): LostCookie | undefined {
  const { step, earlier, isSameSite, recorded } = drawnStep
  const last = recorded.at(-1)
  if (!last) return undefined
  const isSent = valueOf(last.requestHeaders, 'cookie') !== undefined
  if (!isSent && earlier.some((each) => setCookies(each).length > 0)) return 'not sent'
  const isIgnored = 'credentials' in step.action && step.action.credentials === 'omit'
  const host = apiHostOf(last)
  const isLost = setCookies(last).some(
    (line) => isIgnored || whyRejected(parseSetCookie(line), { isSameSite, host }) !== undefined,
  )
  return isLost ? 'not stored' : undefined
}

function setCookies({ responseHeaders = [] }: Recorded): string[] {
  return responseHeaders.flatMap(([name, value]) =>
    name.toLowerCase() === 'set-cookie' ? [value] : [],
  )
}
