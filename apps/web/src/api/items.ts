import type { Item, ItemPage, ItemPatch } from '@repo/api/schemas/items'
import { apiOrigin, request } from './client.ts'
import { hasStatus } from './errors.ts'

const path = '/api/items'

export const pageSize = 10

/** The largest `limit` that the API accepts. */
const maxLimit = 100

export interface ListPage {
  /** Starts at 1. */
  page: number
  items: Item[]
  /** The number of items on all pages, or `null` if X-Total-Count could not be read. */
  total: number | null
  /** The cursor of the next page, or `null` on the last one. */
  next: number | null
}

/**
 * Reads a page of items, newest first.
 *
 * @param after the last id of the page before. Without it, the items of the pages before are read
 * too, because the API finds a page by this id.
 * @returns the page; without items if it does not exist
 */
export async function fetchItemPage(
  page: number,
  after: number | null,
  signal: AbortSignal,
): Promise<ListPage> {
  let before = after === null ? (page - 1) * pageSize : 0
  let cursor = after
  for (;;) {
    const isLast = before + pageSize <= maxLimit
    const limit = isLast ? before + pageSize : Math.min(before, maxLimit)
    const query = new URLSearchParams({ limit: String(limit) })
    if (cursor !== null) query.set('after', String(cursor))
    const { body, headers } = await request<ItemPage>('GET', `${path}?${query}`, { signal })
    const total = totalOf(headers)
    const next = nextCursorOf(headers)
    if (isLast) return { page, items: body.items.slice(before), total, next }
    const isMissing = next === null || (total !== null && total <= (page - 1) * pageSize)
    if (isMissing) return { page, items: [], total, next: null }
    before -= limit
    cursor = next
  }
}

/** Reads an item: `null` if it was deleted. */
export async function fetchItem(id: number): Promise<Item | null> {
  try {
    return (await request<Item>('GET', `${path}/${id}`)).body
  } catch (error) {
    if (hasStatus(error, 404)) return null
    throw error
  }
}

export async function createItem(title: string): Promise<Item> {
  return (await request<Item>('POST', path, { body: { title } })).body
}

/** Changes the version of the item that has this etag. The API responds 412 if there is a newer one. */
export async function updateItem({ id, etag }: Item, patch: ItemPatch): Promise<Item> {
  return (await request<Item>('PATCH', `${path}/${id}`, { body: patch, ifMatch: etag })).body
}

export async function deleteItem({ id, etag }: Item): Promise<void> {
  await request('DELETE', `${path}/${id}`, { ifMatch: etag })
}

/** `X-Total-Count`: readable because the API exposes it. */
function totalOf(headers: Headers): number | null {
  const total = headers.get('X-Total-Count')
  return total === null ? null : Number(total)
}

/** The `after` of `Link: <…?limit=10&after=57>; rel="next"`. */
function nextCursorOf(headers: Headers): number | null {
  const target = /<([^>]*)>;\s*rel="next"/.exec(headers.get('Link') ?? '')?.[1]
  const after = target === undefined ? null : new URL(target, apiOrigin).searchParams.get('after')
  return after === null ? null : Number(after)
}
