import { useQueryCache } from '@pinia/colada'
import type { ItemEvent } from '@repo/api/schemas/items'
import { useDocumentVisibility, useEventSource } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { apiOrigin } from '../api/client.ts'
import { useAnnouncer } from '../composables/use-announcer.ts'

/** Server-sent events of the API: items that this page or others have changed. */
export const useLiveUpdates = defineStore('live-updates', () => {
  const queryCache = useQueryCache()
  const { announceUnlessRecent } = useAnnouncer()
  const visibility = useDocumentVisibility()
  let missed = false

  // A stream holds one of the six connections that browsers allow to a host over HTTP/1.1: six
  // hidden tabs would leave none for requests. So a hidden tab closes its stream.
  const url = computed(() =>
    visibility.value === 'visible' ? new URL('/api/events', apiOrigin) : undefined,
  )
  const { status, data } = useEventSource(url, ['item'] as const, {
    withCredentials: true,
    // A browser reconnects by itself after a lost connection, but not after an error status or
    // a response that CORS blocks.
    autoReconnect: { delay: 3000 },
    // Parsed to a new object for each event: `watch` does not run for a text equal to the last.
    serializer: { read: (text) => JSON.parse(text ?? 'null') as ItemEvent | null },
  })
  const isOpen = computed(() => status.value === 'OPEN')

  watch(data, () => {
    refetch({ key: ['items'] })
    announceUnlessRecent('The list has changed.')
  })

  watch(status, (now) => {
    if (now === 'CLOSED' && visibility.value === 'visible') missed = true
    if (now !== 'OPEN') return
    // Changes while there was no stream are unknown, so all queries are requested again. (After a
    // hidden tab has become visible, they are requested again anyway.)
    if (missed) refetch()
    missed = false
  })

  /** Requests queries again. The components that use a query show its error. */
  function refetch(filters?: Parameters<typeof queryCache.invalidateQueries>[0]) {
    queryCache.invalidateQueries(filters).catch(() => undefined)
  }

  return { isOpen }
})
