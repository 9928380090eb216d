import { onScopeDispose } from 'vue'
import type { Query } from '../api/query.ts'
import { useEventListener } from './use-event-listener.ts'

/**
 * Keeps a query fresh while the component lives: it is read now, when the tab comes into sight
 * again, and when the network is back.
 */
export function useFresh(query: () => Pick<Query<unknown>, 'enter' | 'refresh' | 'leave'>) {
  void query().enter()
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void query().refresh()
  })
  useEventListener(window, 'online', () => void query().refresh())
  onScopeDispose(() => {
    query().leave()
  })
}
