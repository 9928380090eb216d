import type { Item } from '@repo/api/schemas/items'
import { ref, shallowRef } from 'vue'
import { hasStatus } from '../api/errors.ts'
import { currentItem, replaceItem, useAddItem, useChangeItem } from '../api/item-writes.ts'
import { refetchItems } from '../api/items.ts'
import { useAnnouncer } from './use-announcer.ts'
import type { Draft } from './use-drafts.ts'

/** Saves a draft, and keeps it when somebody else was faster. */
export function useItemEditor(draft: Draft, close: () => void) {
  const change = useChangeItem()
  const add = useAddItem()
  const { announce } = useAnnouncer()
  const saving = ref(false)
  const error = shallowRef<Error>()
  /** What the item became meanwhile: `null` when it was deleted. */
  const theirs = shallowRef<Item | null>()

  async function attempt(work: () => Promise<unknown>) {
    if (saving.value) return
    saving.value = true
    error.value = undefined
    try {
      await work()
    } catch (problem) {
      error.value = problem as Error
    } finally {
      saving.value = false
    }
  }

  async function patch(title: string) {
    const { id, etag } = draft.base
    try {
      await change.mutateAsync({ id, etag, patch: { title } })
      announce('Saved.')
      close()
    } catch (problem) {
      if (!hasStatus(problem, 412) && !hasStatus(problem, 404)) throw problem
      const current = await currentItem(id)
      theirs.value = current
      // The next save is meant for the version that is now beside the draft.
      if (current) draft.base = current
    }
  }

  return {
    saving,
    error,
    theirs,
    save: (title: string) => attempt(() => patch(title)),
    /** The item is gone: keep what was typed as a new one. */
    saveAsNew: (title: string) =>
      attempt(async () => {
        await add.mutateAsync(title)
        close()
      }),
    takeTheirs: () => {
      if (theirs.value) replaceItem(theirs.value)
      else refetchItems()
      close()
    },
  }
}
