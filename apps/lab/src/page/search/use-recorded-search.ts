import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'
import { loadScenarios, scenarios } from '../scenarios.ts'
import { isStaticSite } from '../site/is-static-site.ts'
import type { RecordedResult } from './recorded-result.ts'

type Search = (typed: string) => RecordedResult | undefined

/**
 * Searches the recordings for a text as it is typed. `load` loads them: the gallery does not need them.
 */
export function useRecordedSearch(typed: Ref<string>): {
  result: ComputedRef<RecordedResult | undefined>
  load: () => Promise<void>
} {
  const search = shallowRef<Search>()
  const load = async () => {
    if (search.value) return
    const [{ searchRecorded }, { recordedTexts }] = await Promise.all([
      import('./search-recorded.ts'),
      import('./recorded-texts.ts'),
      // The gallery of the static site has no code and no steps, which the search reads.
      isStaticSite && loadScenarios(),
    ])
    search.value = (text) => searchRecorded(scenarios.value ?? [], recordedTexts, text)
  }
  return { result: computed(() => search.value?.(typed.value)), load }
}
