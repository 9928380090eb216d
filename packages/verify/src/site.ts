import { getDomain, getPublicSuffix } from 'tldts'
import { parseUrl } from './parse-url.ts'

/**
 * Whether two origins are schemefully same-site: browsers then send `SameSite=Lax` cookies with `fetch`.
 *
 * @see https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function isSameSite(a: URL, b: URL): boolean {
  return a.protocol === b.protocol && siteOf(a) === siteOf(b)
}

/** The registrable domain, where private suffixes such as `github.io` count; the host if it has none. */
function siteOf({ hostname }: URL): string {
  return getDomain(hostname, { allowPrivateDomains: true }) ?? hostname
}

/** Whether anyone can register a host below this one: `co.uk`, `github.io`. */
export function isPublicSuffix(hostname: string): boolean {
  return getPublicSuffix(hostname, { allowPrivateDomains: true }) === hostname
}

/** Whether a host is this machine: `localhost`, a name below it, or a loopback address. */
export function isLoopback(hostname: string): boolean {
  return /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/.test(hostname)
}

/** The URL of an origin of http or https; undefined for `null` and for the origin of an app. */
export function websiteOf(origin: string): URL | undefined {
  const url = parseUrl(origin)
  return url && /^https?:$/.test(url.protocol) ? url : undefined
}

/** Whether a host is an IP address of a private or link-local range. Names are not resolved. */
export function isPrivate(hostname: string): boolean {
  return /^(?:10\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|\[f[cd]|\[fe80)/.test(hostname)
}

/** `Sec-Fetch-Site` of a request from a page of this origin. */
export function fetchSite(origin: string, target: URL): string {
  const page = parseUrl(origin)
  if (!page) return 'cross-site'
  if (page.origin === target.origin) return 'same-origin'
  return isSameSite(page, target) ? 'same-site' : 'cross-site'
}
