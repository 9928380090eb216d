import { isStaticSite } from './site/is-static-site.ts'
import { pageAddress } from './site/page-file.ts'

/**
 * Returns the address of a view: a fragment in the lab, which is one page, and a file in the static site.
 *
 * @param path such as `/s/max-age-zero?side=right`
 */
export function hrefTo(path: string): string {
  return isStaticSite ? pageAddress(path) : `#${path}`
}
