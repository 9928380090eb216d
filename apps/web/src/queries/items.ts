import { defineQueryOptions, useMutation, useQuery, useQueryCache } from '@pinia/colada'
import type { Item, ItemPatch } from '@repo/api/schemas/items'
import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { hasStatus } from '../api/errors.ts'
import {
  createItem,
  deleteItem,
  fetchItemPage,
  pageSize,
  updateItem,
  type ListPage,
} from '../api/items.ts'
import { useLiveUpdates } from '../stores/live-updates.ts'
import { useSession } from './session.ts'

const root = ['items'] as const

interface PageAndCursor {
  page: number
  /** The last id of the page before, if that page was read. */
  after: number | null
}

const itemPageQuery = defineQueryOptions(({ page, after }: PageAndCursor) => ({
  key: [...root, { page }],
  query: ({ signal }) => fetchItemPage(page, after, signal),
  // A hidden tab has no event stream, so read the list again when the tab becomes visible, even if
  // it is fresh.
  refetchOnWindowFocus: 'always' as const,
}))

/** A page of items. The previous page stays visible until the next one has been read. */
export function useItemPage(page: MaybeRefOrGetter<number>) {
  const queryCache = useQueryCache()
  const query = useQuery(() => {
    const before = itemPageQuery({ page: toValue(page) - 1, after: null })
    const after = queryCache.getQueryData(before.key)?.next ?? null
    return itemPageQuery({ page: toValue(page), after })
  })
  // Not `placeholderData`: that would hide the previous page when the request of the next fails.
  const data = computed<ListPage | undefined>((previous) => query.data.value ?? previous)
  return { ...query, data, isPreviousPage: computed(() => data.value?.page !== toValue(page)) }
}

export function useCreateItem() {
  const queryCache = useQueryCache()
  const { onError, onSettled } = useItemsInCache()
  return useMutation({
    mutation: createItem,
    onSuccess(item) {
      const { key } = itemPageQuery({ page: 1, after: null })
      const list = queryCache.getQueryData(key)
      // The event of the stream may come before this response: then the list was read with the item.
      if (!list || hasItem(list, item)) return
      queryCache.setQueryData(key, {
        ...list,
        items: [item, ...list.items].slice(0, pageSize),
        total: list.total === null ? null : list.total + 1,
      })
    },
    onError,
    onSettled,
  })
}

interface ItemUpdate {
  item: Item
  patch: ItemPatch
}

/** Shows the change before the API has responded, and reverts it if the request fails. */
export function useUpdateItem() {
  const { cancel, replace, onError, onSettled } = useItemsInCache()
  return useMutation({
    onMutate({ item, patch }: ItemUpdate) {
      cancel()
      replace({ ...item, ...patch })
    },
    mutation: ({ item, patch }: ItemUpdate) => updateItem(item, patch),
    onSuccess: replace,
    onError(error, { item }) {
      replace(item)
      onError(error)
    },
    onSettled,
  })
}

export function useDeleteItem() {
  const { updatePageOf, onError, onSettled } = useItemsInCache()
  return useMutation({
    mutation: deleteItem,
    onSuccess(_data, item) {
      updatePageOf(item, (list) => ({
        ...list,
        items: list.items.filter(({ id }) => id !== item.id),
        total: list.total === null ? null : list.total - 1,
      }))
    },
    onError,
    onSettled,
  })
}

function hasItem({ items }: ListPage, { id }: Pick<Item, 'id'>): boolean {
  return items.some((item) => item.id === id)
}

/** Returns the cache updates and the handlers that the mutations of items share. */
function useItemsInCache() {
  const queryCache = useQueryCache()
  const liveUpdates = useLiveUpdates()
  const session = useSession()

  /** Other pages are not set, because data that is set is fresh: they may have to be read again. */
  function updatePageOf(item: Pick<Item, 'id'>, update: (list: ListPage) => ListPage) {
    queryCache.setQueriesData<ListPage>(
      {
        key: root,
        // Leaves out the pages without data.
        status: 'success',
        predicate: ({ state }) => hasItem(state.value.data as ListPage, item),
      },
      (list) => update(list as ListPage),
    )
  }

  return {
    updatePageOf,
    cancel: () => {
      queryCache.cancelQueries({ key: root })
    },
    replace: (item: Item) => {
      updatePageOf(item, (list) => ({
        ...list,
        items: list.items.map((old) => (old.id === item.id ? item : old)),
      }))
    },
    onError: (error: Error) => {
      if (hasStatus(error, 401)) session.expire()
    },
    onSettled: async (_data: unknown, error: Error | undefined) => {
      // The stream announces this page's changes too: invalidating here would request them twice.
      if (error === undefined && liveUpdates.isOpen) return
      // The list shows the error of a request that fails.
      await queryCache.invalidateQueries({ key: root }).catch(() => undefined)
    },
  }
}
