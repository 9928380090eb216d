import type { Item } from '@repo/api/schemas/items'
import { defineStore } from 'pinia'
import { ref } from 'vue'

export interface Draft {
  /** The version that was shown when editing began: its `etag` goes into If-Match. */
  base: Item
  title: string
}

/** Unsaved text. It survives a list that changes and a session that ends. */
export const useDrafts = defineStore('drafts', () => {
  const edited = ref(new Map<Item['id'], Draft>())
  const newTitle = ref('')

  function edit(item: Item) {
    edited.value.set(item.id, { base: item, title: item.title })
  }

  function discard(id: Item['id']) {
    edited.value.delete(id)
  }

  function clear() {
    edited.value.clear()
    newTitle.value = ''
  }

  return { edited, newTitle, edit, discard, clear }
})
