import { isRedirect } from '../decide/is-redirect.ts'
import type { WireResponse } from '../exchange.ts'
import { valueOf } from '../http/header-lines.ts'
import { parseUrl } from '../parse-url.ts'

/** Maximum number of redirects that are followed, all within the origin of the target. */
export const maxRedirects = 5

/** Returns the URL to which a response redirects; undefined if it does not redirect. */
export function redirectOf({ status, headers }: WireResponse, url: string): URL | undefined {
  const location = valueOf(headers, 'location')
  if (!isRedirect(status) || location === undefined) return undefined
  return parseUrl(location, url)
}

/** Whether a redirect leaves the API: to another origin, or to a sign-in page. */
export function leavesApi(next: URL, url: string): boolean {
  const current = new URL(url)
  return next.origin !== current.origin || (isSignIn(next) && !isSignIn(current))
}

/** Whether users sign in at this URL, by its path. */
export function isSignIn({ pathname }: URL): boolean {
  return /\b(?:log[-_]?in|sign[-_]?in|sso|oauth2?|auth)\b/i.test(pathname)
}
