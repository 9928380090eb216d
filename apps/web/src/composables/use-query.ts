import { computed, onScopeDispose, watch } from 'vue'
import type { Query } from '../api/query.ts'
import { useEventListener } from './use-event-listener.ts'

/**
 * Keeps a query up to date while the component lives: it is read when it comes into sight, when
 * the tab does, and when the network is back.
 */
export function useQuery<Data>(source: () => Query<Data>) {
  const query = computed(source)
  watch(
    query,
    (now, before) => {
      before?.leave()
      void now.enter()
    },
    { immediate: true },
  )
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void query.value.refresh()
  })
  useEventListener(window, 'online', () => void query.value.refresh())
  onScopeDispose(() => {
    query.value.leave()
  })
  return {
    data: computed(() => query.value.data.value),
    error: computed(() => query.value.error.value),
    isLoading: computed(() => query.value.isLoading.value),
    refetch: () => query.value.refetch(),
  }
}
