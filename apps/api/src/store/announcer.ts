import type { ItemChange, Store } from './store.ts'

/** Passes changes on to whoever watches. */
export function announcer(): {
  announce: (change: ItemChange | 'missed') => void
  watchItems: Store['watchItems']
} {
  const watchers = new Set<(change: ItemChange | 'missed') => void>()
  return {
    announce(change) {
      for (const watcher of watchers) watcher(change)
    },
    watchItems(watcher) {
      watchers.add(watcher)
      return () => watchers.delete(watcher)
    },
  }
}

/** Items that announce what was stored, for a database that does not do so by itself. */
export function announcing(
  items: Store['items'],
  announce: (change: ItemChange) => void,
): Store['items'] {
  return {
    ...items,
    async create(title, createdBy) {
      const item = await items.create(title, createdBy)
      announce({ type: 'created', id: item.id })
      return item
    },
    async update(id, patch, versions) {
      const outcome = await items.update(id, patch, versions)
      if (typeof outcome === 'object') announce({ type: 'updated', id })
      return outcome
    },
    async remove(id, versions) {
      const outcome = await items.remove(id, versions)
      if (outcome === 'removed') announce({ type: 'deleted', id })
      return outcome
    },
  }
}
