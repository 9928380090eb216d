import { apiHost, apiOrigin, pageOrigins, pageOriginsAt } from '../../shared/origins.ts'
import type { PageName } from '../../shared/types.ts'

/** Returns the configured origin of a page; `null` for a sandboxed frame. */
export function configuredOriginOf(page: PageName): string {
  if (page === 'api') return apiOrigin
  return page === 'sandbox' ? 'null' : pageOrigins[page].origin
}

/**
 * Returns the origin of a page in this browser, which has the port of the lab. A sandboxed frame is loaded from
 * the origin of app.
 *
 * @param api the origin of the run in the browser, for the page `api`
 */
export function localOriginOf(page: PageName, api = `http://${apiHost}`): string {
  if (page === 'api') return api
  return pageOriginsAt(Number(location.port || 80))[page === 'sandbox' ? 'app' : page].localOrigin
}

/** Whether a page and the API are same-site. An opaque origin is not. */
export function isSameSite(page: PageName): boolean {
  if (page === 'sandbox') return false
  if (page === 'api') return true
  return siteOf(new URL(pageOrigins[page].localOrigin).hostname) === siteOf(apiHost)
}

/** Returns the last two labels of a host, which are the site of every local origin. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}
