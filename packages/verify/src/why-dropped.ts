import type { Cookie } from 'set-cookie-parser'
import { isLoopback, isSameSite } from './site.ts'

/** What becomes of a cookie that a browser does not like. */
export interface Drop {
  /** Every browser drops it, or Chromium does; else those that block third-party cookies. */
  certain: boolean
  seen: string
  needed: string
}

/**
 * Why browsers do not keep a cookie, or do not send it from the page.
 *
 * @see https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
export function whyDropped(cookie: Cookie, target: URL, page: URL): Drop | undefined {
  const secure = cookie.secure === true
  const sameSite = cookie.sameSite?.toLowerCase()
  const crossSite = !isSameSite(target, page)
  const trustworthy = target.protocol === 'https:' || isLoopback(target.hostname)
  const dropped = (seen: string, needed: string, certain = true) => ({ seen, needed, certain })

  if (secure && !trustworthy)
    return dropped('Secure cookies are not stored from plain http.', 'The API over https.')
  if (sameSite === 'none' && !secure)
    return dropped(
      'browsers refuse SameSite=None without Secure.',
      'SameSite=None; Secure, or SameSite=Lax if page and API are same-site.',
    )
  const prefix = prefixProblem(cookie, secure)
  if (prefix !== undefined)
    return dropped(prefix, 'Secure and Path=/ for __Host-, without Domain; Secure for __Secure-.')
  if (cookie.domain !== undefined && !matchesDomain(target.hostname, cookie.domain))
    return dropped(
      `its Domain ${cookie.domain} is not that of ${target.hostname}.`,
      'No Domain at all, or one that the API’s host ends with.',
    )
  if (!crossSite) return undefined
  if (sameSite !== 'none')
    return dropped(
      `${page.origin} is another site, where ${sameSite === undefined ? 'Chromium takes a cookie without SameSite as Lax, and such cookies' : `SameSite=${cookie.sameSite ?? ''} cookies`} are not sent with fetch.`,
      'SameSite=None; Secure; Partitioned, or both under one registrable domain.',
    )
  if (cookie.partitioned !== true)
    return dropped(
      `${page.origin} is another site: browsers that block third-party cookies drop it.`,
      'Partitioned beside SameSite=None; Secure, or both under one registrable domain.',
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
