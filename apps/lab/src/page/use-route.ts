import { onMounted, onScopeDispose, shallowRef, type ShallowRef } from 'vue'
import { parseRoute, type Route } from './route.ts'
import { isStaticSite } from './site/is-static-site.ts'
import { pathAt } from './site/page-file.ts'
import { fileOfLabLink } from './site/lab-link.ts'

/**
 * Returns the route that the address names, as a ref that follows it.
 *
 * @param page the path of the view that this file of the static site shows
 */
export function useRoute(page: string): Readonly<ShallowRef<Route>> {
  // Hydration needs the view that was rendered, so the fragment is read when the component is mounted.
  const route = shallowRef(parseRoute(isStaticSite ? `#${page}` : location.hash))
  const follow = () => {
    const file = isStaticSite ? fileOfLabLink(page, location.hash) : undefined
    if (file !== undefined) location.replace(file)
    else route.value = parseRoute(pathInFragment(page))
  }
  onMounted(() => {
    if (location.hash !== '') follow()
    addEventListener('hashchange', follow)
  })
  onScopeDispose(() => removeEventListener('hashchange', follow))
  return route
}

function pathInFragment(page: string): string {
  const { hash } = location
  return isStaticSite && !hash.startsWith('#/') ? `#${pathAt(page, hash)}` : hash
}
