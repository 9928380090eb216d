import type { Item } from '@repo/api/schemas/items'
import { reactive, ref } from 'vue'

export interface Draft {
  /** The version that was on screen when editing began: its `etag` goes into If-Match. */
  base: Item
  title: string
}

// Outside the components: what was typed survives a list that changes and a session that ends.
const drafts = reactive(new Map<number, Draft>())
const newTitle = ref('')

export function useDrafts() {
  return {
    drafts,
    newTitle,
    begin: (item: Item) => {
      drafts.set(item.id, { base: item, title: item.title })
    },
    end: (id: number) => {
      drafts.delete(id)
    },
    clear: () => {
      drafts.clear()
      newTitle.value = ''
    },
  }
}
