import type { Item, ItemPatch } from '@repo/api/schemas/items'
import { request } from './client.ts'
import { hasStatus } from './errors.ts'
import { correctItems, itemsPath, refetchItems } from './items.ts'
import { useWrite } from './use-write.ts'

export function replaceItem(item: Item) {
  correctItems((items) => items.map((old) => (old.id === item.id ? item : old)))
}

export function removeItem(id: number) {
  correctItems((items) => items.filter((item) => item.id !== id))
  refetchItems()
}

/** What the API has now for this id: `null` when it is gone. */
export async function currentItem(id: number): Promise<Item | null> {
  try {
    return (await request<Item>('GET', `${itemsPath}/${id}`)).body
  } catch (error) {
    if (hasStatus(error, 404)) return null
    throw error
  }
}

export function useAddItem() {
  return useWrite({
    mutation: async (title: string) =>
      (await request<Item>('POST', itemsPath, { body: { title } })).body,
    onSuccess: refetchItems,
  })
}

export function useChangeItem() {
  return useWrite({
    mutation: async ({ id, etag, patch }: { id: number; etag: string; patch: ItemPatch }) => {
      const options = { body: patch, ifMatch: etag }
      return (await request<Item>('PATCH', `${itemsPath}/${id}`, options)).body
    },
    onSuccess: replaceItem,
  })
}

export function useDeleteItem() {
  return useWrite({
    mutation: async ({ id, etag }: Pick<Item, 'id' | 'etag'>) => {
      await request('DELETE', `${itemsPath}/${id}`, { ifMatch: etag })
    },
    onSuccess: (_, { id }) => {
      removeItem(id)
    },
  })
}
