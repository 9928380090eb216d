import { apiHost, apiOrigin, stage, stageAt } from '../../shared/stage.ts'
import type { PageName } from '../../shared/types.ts'

/** A page's origin as the configurations know it; `null` is the opaque origin of a sandboxed frame. */
export function stageOrigin(page: PageName): string {
  if (page === 'api') return apiOrigin
  return page === 'sandbox' ? 'null' : stage[page].origin
}

/**
 * The origin your browser really uses for a page: it moves with the lab's port. A sandboxed frame
 * is loaded from the app's.
 *
 * @param api where the API of the run listens
 */
export function standInOrigin(page: PageName, api = `http://${apiHost}`): string {
  if (page === 'api') return api
  return stageAt(Number(location.port || 80))[page === 'sandbox' ? 'app' : page].standIn
}

/** Whether a page and the API are of one site; an opaque origin is of no site at all. */
export function isSameSite(page: PageName): boolean {
  if (page === 'sandbox') return false
  if (page === 'api') return true
  return siteOf(new URL(stage[page].standIn).hostname) === siteOf(apiHost)
}

/** The two last labels: exact for the stage's names, and no others are asked for. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}
