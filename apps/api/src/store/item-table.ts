import type { Kysely, Selectable } from 'kysely'
import type { Refusal, Store, StoredItem } from './store.ts'
import type { Tables } from './tables.ts'

/** Items in a table, with their total beside it. */
export function itemTable(db: Kysely<Tables>): Store['items'] {
  const find = async (id: number) => {
    const row = await db.selectFrom('items').selectAll().where('id', '=', id).executeTakeFirst()
    return row && toItem(row)
  }
  // Nothing was written: either the item is gone, or the version is not the stored one.
  const refusal = async (id: number): Promise<Refusal> =>
    (await find(id)) === undefined ? 'gone' : 'changed'

  return {
    find,

    async page(limit, after) {
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .$if(after !== undefined, (query) => query.where('id', '<', after as number))
        .orderBy('id', 'desc')
        // One more than asked tells whether a next page exists.
        .limit(limit + 1)
        .execute()
      const { value } = await db
        .selectFrom('totals')
        .select('value')
        .where('name', '=', 'items')
        .executeTakeFirstOrThrow()
      return { items: rows.slice(0, limit).map(toItem), total: value, hasNext: rows.length > limit }
    },

    create(title, createdBy) {
      const now = new Date().toISOString()
      return db.transaction().execute(async (transaction) => {
        const row = await transaction
          .insertInto('items')
          .values({
            title,
            done: 0,
            created_by: createdBy,
            created_at: now,
            updated_at: now,
            version: 1,
          })
          .returningAll()
          .executeTakeFirstOrThrow()
        await addToTotal(transaction, 1)
        return toItem(row)
      })
    },

    async update(id, { title, done }, versions) {
      const row = await db
        .updateTable('items')
        .set((column) => ({
          ...(title === undefined ? {} : { title }),
          ...(done === undefined ? {} : { done: Number(done) }),
          updated_at: new Date().toISOString(),
          version: column('version', '+', 1),
        }))
        .where('id', '=', id)
        .$if(versions !== undefined, (query) => query.where('version', 'in', versions ?? []))
        .returningAll()
        .executeTakeFirst()
      return row ? toItem(row) : refusal(id)
    },

    async remove(id, versions) {
      const removed = await db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom('items')
          .where('id', '=', id)
          .$if(versions !== undefined, (query) => query.where('version', 'in', versions ?? []))
          .returning('id')
          .executeTakeFirst()
        if (row) await addToTotal(transaction, -1)
        return row !== undefined
      })
      return removed ? 'removed' : refusal(id)
    },
  }
}

async function addToTotal(db: Kysely<Tables>, change: number): Promise<void> {
  await db
    .updateTable('totals')
    .set((column) => ({ value: column('value', '+', change) }))
    .where('name', '=', 'items')
    .execute()
}

function toItem(row: Selectable<Tables['items']>): StoredItem {
  return {
    id: row.id,
    title: row.title,
    done: row.done === 1,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    version: row.version,
  }
}
