import { onMounted, onScopeDispose, readonly, ref, type Ref } from 'vue'
import { isStaticSite } from './site/is-static-site.ts'

/**
 * Whether a media query matches, as it changes. The static site is rendered as if it did: hydration needs the
 * same until the component is mounted.
 */
export function useMedia(query: string): Readonly<Ref<boolean>> {
  const matches = ref(isStaticSite || matchMedia(query).matches)
  let list: MediaQueryList | undefined
  const follow = () => {
    matches.value = list?.matches ?? false
  }
  onMounted(() => {
    list = matchMedia(query)
    list.addEventListener('change', follow)
    follow()
  })
  onScopeDispose(() => list?.removeEventListener('change', follow))
  return readonly(matches)
}
