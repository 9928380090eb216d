import { onMounted, onScopeDispose, ref } from 'vue'
import { apiOrigin } from '../api/client.ts'
import { useEventListener } from './use-event-listener.ts'

export type LiveState = 'connecting' | 'open' | 'closed'

const retrySeconds = [1, 2, 4, 8, 16, 30]

/**
 * Server-sent events from the API. `onStart` runs whenever the stream (re)opens, because what
 * happened before is unknown; `onItem` when an item changed.
 */
export function useLiveUpdates(onStart: () => void, onItem: () => void) {
  const state = ref<LiveState>('closed')
  let source: EventSource | undefined
  let retryTimer: ReturnType<typeof setTimeout> | undefined
  let failures = 0

  function open() {
    close()
    state.value = 'connecting'
    // With credentials: to this API a stream is a request like any other.
    source = new EventSource(new URL('/api/events', apiOrigin), { withCredentials: true })
    source.addEventListener('open', () => {
      failures = 0
      state.value = 'open'
      onStart()
    })
    source.addEventListener('item', onItem)
    source.addEventListener('error', () => {
      state.value = 'connecting'
      // After a lost connection the browser reconnects by itself. After an answer it may not
      // read, or a status other than 200, it gives up for good.
      if (source?.readyState === EventSource.CLOSED) retryLater()
    })
  }

  function retryLater() {
    const seconds = retrySeconds[Math.min(failures++, retrySeconds.length - 1)] ?? 30
    clearTimeout(retryTimer)
    retryTimer = setTimeout(open, seconds * 1000)
  }

  function close() {
    clearTimeout(retryTimer)
    source?.close()
    state.value = 'closed'
  }

  // A stream holds one of the six connections that HTTP/1.1 browsers allow per host: seven
  // forgotten tabs would leave none for a request. So a hidden tab lets go of its own.
  function followVisibility() {
    if (document.visibilityState === 'hidden') close()
    else open()
  }

  onMounted(followVisibility)
  useEventListener(document, 'visibilitychange', followVisibility)
  onScopeDispose(close)

  return state
}
