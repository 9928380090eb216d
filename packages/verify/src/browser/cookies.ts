import { getDomain } from 'tldts'
import { isLoopback, isSameSite } from '../site.ts'

/** A cookie as Playwright takes it. */
export interface PlantedCookie {
  name: string
  value: string
  domain: string
  path: string
  httpOnly: boolean
  secure: boolean
  sameSite: 'Lax' | 'None'
  partitionKey?: string
}

/**
 * Adds the attributes with which a browser sends the cookies on a credentialed request from one page: Lax
 * within a site; across sites None, Secure and the page's partition, since Debian's Chromium and Firefox
 * block unpartitioned third-party cookies.
 *
 * @param topLevel the origin of the top-level page
 * @param opaque the request comes from a frame with an opaque origin, which is cross-site to every host
 */
export function cookiesFor(
  topLevel: string,
  opaque: boolean,
  target: URL,
  cookies: readonly (readonly [name: string, value: string])[],
): PlantedCookie[] {
  const page = new URL(topLevel)
  const sameSite = !opaque && isSameSite(page, target)
  const secureContext = target.protocol === 'https:' || isLoopback(target.hostname)
  return cookies.map(([name, value]) => {
    const cookie = { name, value, domain: target.hostname, path: '/', httpOnly: true }
    // Over http browsers block every cross-site cookie; Lax lets the browser report it.
    if (sameSite || !secureContext) {
      const secure =
        target.protocol === 'https:' || (secureContext && /^__(Host|Secure)-/.test(name))
      return { ...cookie, secure, sameSite: 'Lax' }
    }
    return { ...cookie, secure: true, sameSite: 'None', partitionKey: partitionOf(page) }
  })
}

/** The key of a top-level page's cookie partition: its scheme and site. */
function partitionOf({ protocol, hostname }: URL): string {
  return `${protocol}//${getDomain(hostname, { allowPrivateDomains: true }) ?? hostname}`
}
