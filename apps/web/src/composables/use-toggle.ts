import type { Item } from '@repo/api/schemas/items'
import { computed } from 'vue'
import { hasStatus } from '../api/errors.ts'
import { currentItem, replaceItem, useChangeItem } from '../api/item-writes.ts'
import { refetchItems } from '../api/items.ts'
import { useAnnouncer } from './use-announcer.ts'

/** Ticks an item off, or back on, and shows it before the API has answered. */
export function useToggle(item: () => Item) {
  const { announce } = useAnnouncer()
  const { mutateAsync, isLoading, variables, error } = useChangeItem()
  const done = computed(() => {
    const wanted = isLoading.value ? variables.value?.patch.done : undefined
    return wanted ?? item().done
  })

  async function toggle(event: Event) {
    const box = event.target as HTMLInputElement
    const { id, etag } = item()
    if (isLoading.value) {
      // The answer on its way brings the etag that a second change needs.
      box.checked = done.value
      return
    }
    try {
      replaceItem(await mutateAsync({ id, etag, patch: { done: box.checked } }))
      announce(done.value ? 'Marked as done.' : 'Marked as open.')
    } catch (problem) {
      box.checked = item().done
      if (hasStatus(problem, 412)) await showTheirs(id)
      if (hasStatus(problem, 404)) refetchItems()
    }
  }

  async function showTheirs(id: number) {
    try {
      const current = await currentItem(id)
      if (current) replaceItem(current)
    } catch {
      refetchItems()
    }
  }

  return { done, toggle, error }
}
