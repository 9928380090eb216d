import { siteOf } from './origin.ts'

/** The session cookie's name and attributes, in @fastify/cookie's spelling. */
export interface SessionCookie {
  name: string
  /** `SameSite`: which pages' requests may carry it. */
  sameSite: 'lax' | 'strict' | 'none'
  /** `Secure`: only over https (Chromium and Firefox also accept http on loopback). */
  secure: boolean
  /** `Partitioned`: a cookie jar per top-level site, which third-party-cookie blocking spares. */
  partitioned: boolean
  /** `HttpOnly`: out of JavaScript's reach. */
  httpOnly: true
  path: '/'
}

/**
 * Derives the cookie from where page and API live, so that browsers store it and send it.
 *
 * | topology | cookie |
 * |---|---|
 * | same-site, https | `__Host-session; Secure; HttpOnly; SameSite=Lax` |
 * | cross-site | `__Host-session; Secure; HttpOnly; SameSite=None; Partitioned` |
 * | same-site, http on loopback | `session; HttpOnly; SameSite=Lax`: WebKit drops `Secure` on http |
 */
export function sessionCookieFor(
  apiOrigin: string,
  allowedOrigins: readonly string[],
): SessionCookie {
  const fixed = { httpOnly: true, path: '/' } as const
  if (isCrossSite(apiOrigin, allowedOrigins)) {
    return { name: '__Host-session', sameSite: 'none', secure: true, partitioned: true, ...fixed }
  }
  const secure = apiOrigin.startsWith('https:')
  const name = secure ? '__Host-session' : 'session'
  return { name, sameSite: 'lax', secure, partitioned: false, ...fixed }
}

/** Whether some allowed page is on another site than the API. */
export function isCrossSite(apiOrigin: string, allowedOrigins: readonly string[]): boolean {
  const site = siteOf(apiOrigin)
  return allowedOrigins.some((origin) => origin !== '*' && siteOf(origin) !== site)
}
