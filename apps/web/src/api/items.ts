import { useQuery, useQueryCache } from '@pinia/colada'
import type { Item, ItemPage, ItemPatch } from '@repo/api/schemas'
import { type MaybeRefOrGetter, toValue } from 'vue'
import { request } from './client.ts'
import { hasStatus } from './errors.ts'
import { nextCursorOf, totalOf } from './page-headers.ts'
import { useWrite } from './use-write.ts'

const path = '/api/items'
const key = ['items']

/** Enforced by the API; here it lets the form speak before the request. */
export const titleMaxLength = 200

export const pageSize = 10

export interface Page {
  items: Item[]
  /** How many items there are, or `null` when X-Total-Count could not be read. */
  total: number | null
  /** The cursor of the next page, or `null` on the last one. */
  next: number | null
}

/** One page of items, newest first; `after` is the last id of the page before. */
export function useItemPage(after: MaybeRefOrGetter<number | null>) {
  return useQuery({
    key: () => [...key, toValue(after) ?? 'first'],
    async query({ signal }): Promise<Page> {
      const query = new URLSearchParams({ limit: String(pageSize) })
      const cursor = toValue(after)
      if (cursor !== null) query.set('after', String(cursor))
      const { body, headers } = await request<ItemPage>('GET', `${path}?${query}`, { signal })
      return { items: body.items, total: totalOf(headers), next: nextCursorOf(headers) }
    },
  })
}

/** What the API has now for this id: `null` when it is gone. */
export async function currentItem(id: number): Promise<Item | null> {
  try {
    return (await request<Item>('GET', `${path}/${id}`)).body
  } catch (error) {
    if (hasStatus(error, 404)) return null
    throw error
  }
}

/** Ways to correct the pages we have, until the API is asked again. */
export function useItemCache() {
  const queries = useQueryCache()
  const update = (change: (page: Page) => Page) => {
    for (const { key: pageKey } of queries.getEntries({ key })) {
      const page = queries.getQueryData<Page>(pageKey)
      if (page) queries.setQueryData(pageKey, change(page))
    }
  }
  return {
    replace: (item: Item) => {
      update((page) => ({
        ...page,
        items: page.items.map((old) => (old.id === item.id ? item : old)),
      }))
    },
    remove: (id: number) => {
      update((page) => ({ ...page, items: page.items.filter((item) => item.id !== id) }))
    },
    /** Asks the API again. A failure is the page query's to show. */
    refetch: () => {
      queries.invalidateQueries({ key }).catch(() => undefined)
    },
  }
}

export function useAddItem() {
  const cache = useItemCache()
  return useWrite({
    mutation: async (title: string) =>
      (await request<Item>('POST', path, { body: { title } })).body,
    onSuccess: cache.refetch,
  })
}

export function useChangeItem() {
  const cache = useItemCache()
  return useWrite({
    mutation: async ({ id, etag, patch }: { id: number; etag: string; patch: ItemPatch }) => {
      const options = { body: patch, ifMatch: etag }
      return (await request<Item>('PATCH', `${path}/${id}`, options)).body
    },
    onSuccess: cache.replace,
  })
}

export function useDeleteItem() {
  const cache = useItemCache()
  return useWrite({
    mutation: async ({ id, etag }: Pick<Item, 'id' | 'etag'>) => {
      await request('DELETE', `${path}/${id}`, { ifMatch: etag })
    },
    onSuccess(_, { id }) {
      cache.remove(id)
      cache.refetch()
    },
  })
}
