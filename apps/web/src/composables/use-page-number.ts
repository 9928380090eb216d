import { useEventListener } from '@vueuse/core'
import { readonly, ref } from 'vue'

/** The number of the list page, in the URL: `?page=2`. */
export function usePageNumber() {
  const page = ref(pageOf(location.search))

  useEventListener(window, 'popstate', () => {
    page.value = pageOf(location.search)
  })

  /** @param replace for a page that does not exist: the Back button must not return to it */
  function goToPage(number: number, { replace = false } = {}) {
    const url = new URL(location.href)
    if (number === 1) url.searchParams.delete('page')
    else url.searchParams.set('page', String(number))
    if (replace) history.replaceState(null, '', url)
    else history.pushState(null, '', url)
    // pushState and replaceState fire no event: notify the listener above, and a router if you add one.
    window.dispatchEvent(new PopStateEvent('popstate'))
  }

  return { page: readonly(page), goToPage }
}

/** Returns the page number of a query string; 1 if it has none, or an invalid one. */
function pageOf(search: string): number {
  const page = Number(new URLSearchParams(search).get('page'))
  return Number.isSafeInteger(page) && page > 0 ? page : 1
}
