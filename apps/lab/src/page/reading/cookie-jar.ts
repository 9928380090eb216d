import { whyRejected } from './cookie-rules.ts'
import { parseSetCookie, type CookieAttributes } from './set-cookie.ts'

/** The request whose response has a `Set-Cookie` line. */
export interface SetCookieContext {
  credentials: 'include' | 'omit'
  /** Whether the page and the API are same-site. */
  isSameSite: boolean
  /** The host of the API, without a port. */
  host: string
}

/**
 * Returns a sentence or two about what browsers do with a `Set-Cookie` line.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
export function judgeSetCookie(
  line: string,
  { credentials, isSameSite, host }: SetCookieContext,
): string {
  const parsed = parseSetCookie(line)
  const cookie = parsed.name === '' ? 'The cookie without a name' : `The cookie “${parsed.name}”`
  if (credentials === 'omit')
    return `${cookie} is ignored: the request was made without credentials.`
  const reason = whyRejected(parsed, { isSameSite, host })
  if (reason !== undefined) return `${cookie} is rejected: ${reason}.`
  if (!isSameSite && parsed.attributes.get('samesite')?.toLowerCase() !== 'none')
    return `${cookie} comes from another site: Chromium rejects it, as an absent or unknown SameSite is Lax there. Firefox and Safari treat it as a third-party cookie, and their settings decide.`
  if (isExpired(parsed.attributes)) return `${cookie} is deleted: its lifetime is over.`
  if (isSameSite) return `${cookie} is stored: the page and the API are same-site.`
  if (parsed.attributes.has('partitioned'))
    return `${cookie} is Partitioned: Chromium, Firefox, Safari 18.4 and Safari from 26.2 on store it for pages of this page’s site only.`
  return `${cookie} is a third-party cookie: the browser’s settings decide whether it is stored.`
}

/** Whether a cookie has expired, as after a sign-out. Max-Age has precedence over Expires. */
function isExpired(attributes: CookieAttributes): boolean {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge) <= 0
  return Date.parse(attributes.get('expires') ?? '') <= Date.now()
}
