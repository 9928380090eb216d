import { isWithoutCookies } from './app-origin.ts'
import { isSameSite } from './origin.ts'
import type { SessionCookie } from './types.ts'

/**
 * Derives the session cookie from the origins, so that browsers store it and send it.
 *
 * | page and API | cookie |
 * |---|---|
 * | same-site, https | `__Host-session; Secure; HttpOnly; SameSite=Lax` |
 * | cross-site | `__Host-session; Secure; HttpOnly; SameSite=None; Partitioned` |
 * | same-site, http on loopback | `session; HttpOnly; SameSite=Lax` (WebKit rejects `Secure` on http) |
 *
 * @param apiOrigin a valid origin
 * @param allowedOrigins valid origins and origin patterns; one cross-site origin decides for all
 * @throws {TypeError} if one is not an origin
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-5.7
 */
export function sessionCookieFor(
  apiOrigin: string,
  allowedOrigins: readonly string[],
): SessionCookie {
  const fixed = { httpOnly: true, path: '/' } as const
  if (findCrossSite(apiOrigin, allowedOrigins) !== undefined) {
    return { name: '__Host-session', sameSite: 'none', secure: true, partitioned: true, ...fixed }
  }
  const secure = apiOrigin.startsWith('https:')
  const name = secure ? '__Host-session' : 'session'
  return { name, sameSite: 'lax', secure, partitioned: false, ...fixed }
}

/**
 * Returns the first allowed origin that is cross-site to the API, if there is one. Origins whose pages
 * never send the cookie do not count: for them, a weaker cookie would gain nothing.
 */
export function findCrossSite(
  apiOrigin: string,
  allowedOrigins: readonly string[],
): string | undefined {
  return allowedOrigins.find(
    (origin) => origin !== '*' && !isWithoutCookies(origin) && !isSameSite(origin, apiOrigin),
  )
}
