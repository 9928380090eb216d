import type { Cookie } from 'set-cookie-parser'
import { parseUrl } from './parse-url.ts'
import { isLoopback, isPublicSuffix, isSameSite } from './site.ts'

/** The impact of a cookie that browsers block. */
export const blockedCookieImpact =
  'Users who need the cookie, such as signed-in ones: browsers send the requests of the page without the cookie.'

/** Why a browser blocks a cookie, and which attributes it needs. */
export interface BlockedCookie {
  /** True if all browsers, or Chromium, block it; false if only browsers that block third-party cookies do. */
  certain: boolean
  /** Completes a sentence after "and". */
  observed: string
  expected: string
}

/**
 * Returns why browsers do not store a cookie, or do not send it on the page's requests; undefined if they
 * store and send it.
 *
 * @param target URL whose response sets the cookie
 * @param origin of the page
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
export function blockedCookieReason(
  cookie: Cookie,
  target: URL,
  origin: string,
): BlockedCookie | undefined {
  const secure = cookie.secure === true
  const sameSite = cookie.sameSite?.toLowerCase()
  const page = parseUrl(origin)
  const crossSite = !page || !isSameSite(target, page)
  const trustworthy = target.protocol === 'https:' || isLoopback(target.hostname)
  const blocked = (observed: string, expected: string, certain = true) => ({
    observed,
    expected,
    certain,
  })

  if (secure && !trustworthy)
    return blocked('Secure cookies are not stored from plain http.', 'The API over https.')
  if (sameSite === 'none' && !secure)
    return blocked(
      'browsers reject SameSite=None without Secure.',
      'SameSite=None; Secure, or SameSite=Lax if page and API are same-site.',
    )
  const prefix = prefixProblem(cookie, secure)
  if (prefix !== undefined)
    return blocked(prefix, 'Secure and Path=/ for __Host-, without Domain; Secure for __Secure-.')
  if (cookie.domain !== undefined && !matchesDomain(target.hostname, cookie.domain))
    return blocked(
      `its Domain ${cookie.domain} does not match the host ${target.hostname}.`,
      'No Domain at all, or the host of the API or a parent domain of it.',
    )
  const domain = cookie.domain?.replace(/^\./, '').toLowerCase()
  if (domain !== undefined && domain !== target.hostname && isPublicSuffix(domain))
    return blocked(
      `its Domain ${cookie.domain ?? ''} is a public suffix, below which anyone can register a host: browsers reject it.`,
      'No Domain at all, or the registrable domain of the API.',
    )
  if (!crossSite) return undefined
  if (sameSite !== 'none')
    return blocked(
      `${origin} is another site, where ${sameSite === undefined ? 'Chromium takes a cookie without SameSite as Lax, and such cookies' : `SameSite=${cookie.sameSite ?? ''} cookies`} are not sent with fetch.`,
      'SameSite=None; Secure; Partitioned, or page and API under one registrable domain.',
    )
  if (cookie.partitioned !== true)
    return blocked(
      `${origin} is another site: browsers that block third-party cookies drop it.`,
      'SameSite=None; Secure; Partitioned, or page and API under one registrable domain.',
      false,
    )
  return undefined
}

function prefixProblem({ name, path, domain }: Cookie, secure: boolean): string | undefined {
  if (/^__secure-/i.test(name) && !secure) return '__Secure- needs Secure.'
  if (!/^__host-/i.test(name)) return undefined
  return secure && path === '/' && domain === undefined
    ? undefined
    : '__Host- needs Secure and Path=/, and no Domain.'
}

function matchesDomain(hostname: string, domain: string): boolean {
  const bare = domain.replace(/^\./, '').toLowerCase()
  return hostname === bare || hostname.endsWith(`.${bare}`)
}
