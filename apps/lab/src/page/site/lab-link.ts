import { galleryHref, parseRoute, scenarioHref } from '../route.ts'
import { scenarios } from '../scenarios.ts'
import { pageAddress } from './page-file.ts'

/**
 * Returns the address of the static site for a link that was copied in the lab, which has the view in its
 * fragment.
 *
 * @param page the path of the view that this page shows
 * @param fragment `location.hash`, such as `#/s/max-age-zero`
 * @returns undefined if the fragment is not such a link, or names a scenario that does not exist
 */
export function fileOfLabLink(page: string, fragment: string): string | undefined {
  if (!fragment.startsWith('#/')) return undefined
  // Only the gallery has the list of all scenarios.
  if (page !== '/') return `${galleryHref}${fragment}`
  const route = parseRoute(fragment)
  if (route.view === 'gallery') return route.group || fragment === '#/' ? undefined : galleryHref
  if (route.view !== 'scenario') return pageAddress(fragment.slice(1))
  const isKnown = scenarios.value?.some(({ id }) => id === route.id)
  return isKnown ? scenarioHref(route.id, route.side) : undefined
}
