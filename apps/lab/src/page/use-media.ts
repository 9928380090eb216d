import { onMounted, onScopeDispose, readonly, ref, type Ref } from 'vue'
import { isStaticSite } from './site/is-static-site.ts'

/**
 * Returns whether a media query matches, as a ref that follows it. In the static site the value is true until
 * the component is mounted, because hydration needs what was rendered.
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
