import { apiHost } from '../../shared/stage.ts'
import type { Recorded } from '../../shared/types.ts'
import { whyRejected } from './cookie-rules.ts'
import type { DrawnStep } from './drawn-step.ts'
import { parseSetCookie } from './set-cookie.ts'
import { valueOf } from './lines.ts'

/** What has become of a cookie that the server wants to have back. */
export type LostCookie = 'not sent' | 'not stored'

/**
 * Returns how a cookie is lost: an earlier response has set one, and the request comes without; or the response
 * sets one that no browser stores.
 *
 * @returns undefined if none is lost, as far as the exchange shows it
 */
export function lostCookie(
  exchange: Pick<DrawnStep, 'step' | 'earlier' | 'isSameSite' | 'recorded'>,
): LostCookie | undefined {
  const { step, earlier, isSameSite, recorded } = exchange
  const last = recorded.at(-1)
  if (!last) return undefined
  const isSent = valueOf(last.requestHeaders, 'cookie') !== undefined
  if (!isSent && earlier.some((each) => setCookies(each).length > 0)) return 'not sent'
  const isIgnored = 'credentials' in step.action && step.action.credentials === 'omit'
  const host = valueOf(last.requestHeaders, 'host')?.replace(/:\d+$/, '') ?? apiHost
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
