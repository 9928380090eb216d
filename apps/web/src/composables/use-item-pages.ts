import { computed, shallowRef } from 'vue'
import { itemPage, type Page, pageSize } from '../api/items.ts'
import { useFresh } from './use-fresh.ts'

/** The page in sight, and which of all items it shows. */
export interface ShownPage extends Page {
  /** Its first item is number `from` of all. */
  from: number
  /** False while another page loads, or fails to: then this one stays in sight. */
  current: boolean
}

/** The way through a list that only knows its next page: a stack of cursors leads back. */
export function useItemPages() {
  const cursors = shallowRef<readonly number[]>([])
  /** How many pages lie before this one. */
  const depth = computed(() => cursors.value.length)
  const page = computed(() => itemPage(cursors.value.at(-1) ?? null))
  useFresh(() => page.value)

  function open(way: readonly number[]) {
    page.value.leave()
    cursors.value = way
    void page.value.enter()
  }

  return {
    depth,
    shown: computed<ShownPage | undefined>((before) => {
      const data = page.value.data.value
      if (data) return { ...data, from: depth.value * pageSize + 1, current: true }
      return before && { ...before, current: false }
    }),
    error: computed(() => page.value.error.value),
    isLoading: computed(() => page.value.isLoading.value),
    refetch: () => page.value.refetch(),
    next: (cursor: number) => {
      open([...cursors.value, cursor])
    },
    previous: () => {
      open(cursors.value.slice(0, -1))
    },
    first: () => {
      open([])
    },
  }
}
