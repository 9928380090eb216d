import { apiHost, stageAt } from '../../shared/stage.ts'
import type { PageName } from '../../shared/types.ts'

/** Stand-ins move with the lab's port. */
const stage = stageAt(Number(location.port || 80))

/** A page's origin as the set-ups know it; `null` is the opaque origin of a sandboxed frame. */
export function stageOrigin(page: PageName): string {
  return page === 'sandbox' ? 'null' : stage[page].origin
}

/** The origin your browser really uses for a page. A sandboxed frame is loaded from the app's. */
export function standInOrigin(page: PageName): string {
  return stage[page === 'sandbox' ? 'app' : page].standIn
}

/** Whether a page and the API are of one site; an opaque origin is of no site at all. */
export function isSameSite(page: PageName): boolean {
  if (page === 'sandbox') return false
  return siteOf(new URL(standInOrigin(page)).hostname) === siteOf(apiHost)
}

/** The two last labels: exact for the stage's names, and no others are asked for. */
function siteOf(host: string): string {
  return host.split('.').slice(-2).join('.')
}
