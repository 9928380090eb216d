import { computed, type Ref, shallowRef, watch } from 'vue'
import { type Page, pageSize } from '../api/items.ts'

/** The page in sight, and which of all items it shows. */
export interface ShownPage extends Page {
  /** Its first item is number `from` of all. */
  from: number
  /** False while another page loads, or fails to: then this one stays in sight. */
  current: boolean
}

export function useShownPage(page: Ref<Page | undefined>, depth: Ref<number>) {
  const last = shallowRef<Page & { from: number }>()
  watch(
    page,
    (now) => {
      if (now) last.value = { ...now, from: depth.value * pageSize + 1 }
    },
    { immediate: true },
  )
  return computed<ShownPage | undefined>(
    () => last.value && { ...last.value, current: page.value !== undefined },
  )
}
