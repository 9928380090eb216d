import type { Item, ItemPage } from '@repo/api/schemas/items'
import { request } from './client.ts'
import { nextCursorOf, totalOf } from './page-headers.ts'
import { createQuery, type Query } from './query.ts'

export const itemsPath = '/api/items'

export const pageSize = 10

export interface Page {
  items: Item[]
  /** How many items there are, or `null` when X-Total-Count could not be read. */
  total: number | null
  /** The cursor of the next page, or `null` on the last one. */
  next: number | null
}

const pages = new Map<number | null, Query<Page>>()

/** One page of items, newest first; `after` is the last id of the page before. */
export function itemPage(after: number | null): Query<Page> {
  const known = pages.get(after)
  if (known) return known
  const page = createQuery(async (signal): Promise<Page> => {
    const query = new URLSearchParams({ limit: String(pageSize) })
    if (after !== null) query.set('after', String(after))
    const { body, headers } = await request<ItemPage>('GET', `${itemsPath}?${query}`, { signal })
    return { items: body.items, total: totalOf(headers), next: nextCursorOf(headers) }
  })
  pages.set(after, page)
  return page
}

/** Asks the API again. A failure is the page query's to show. */
export function refetchItems() {
  for (const page of pages.values()) void page.invalidate()
}

/** Corrects the pages we have, until the API is asked again. */
export function correctItems(change: (items: Item[]) => Item[]) {
  for (const { data, set } of pages.values()) {
    if (data.value) set({ ...data.value, items: change(data.value.items) })
  }
}
