import type { Kysely, Selectable } from 'kysely'
import { compiled } from './compiled.ts'
import type { Keep } from './kept.ts'
import type { Refusal, Store, StoredItem } from './store.ts'
import type { Tables } from './tables.ts'

/** No item has it: PostgreSQL refuses numbers that are higher than its own, where SQLite looks. */
const highestId = Number.MAX_SAFE_INTEGER
const within = (id: number) => Math.min(id, highestId)

/** An empty list is no SQL for PostgreSQL. No item is of version 0. */
const oneOf = (versions: readonly number[] = []) => (versions.length > 0 ? versions : [0])

/** Items in a table; triggers of the schema keep their total, so each change is one statement. */
export function itemTable(db: Kysely<Tables>, keep: Keep): Store['items'] {
  const byId = compiled(db, db.selectFrom('items').selectAll().where('id', '=', 0))
  const below = compiled(
    db,
    db.selectFrom('items').selectAll().where('id', '<', 0).orderBy('id', 'desc').limit(1),
  )
  const totalOf = compiled(db, db.selectFrom('totals').select('value').where('name', '=', 'items'))

  const find = async (id: number) => {
    const [row] = await byId(within(id))
    return row && toItem(row)
  }
  // Nothing was written: either the item is gone, or the version is not the stored one.
  const refusal = async (id: number): Promise<Refusal> =>
    (await find(id)) === undefined ? 'gone' : 'changed'

  return {
    find,

    page: keep(async (limit: number, after: number = highestId) => {
      // One more than asked tells whether a next page exists.
      const rows = await below(within(after), limit + 1)
      const [total] = await totalOf('items')
      return {
        items: rows.slice(0, limit).map(toItem),
        total: total?.value ?? 0,
        hasNext: rows.length > limit,
      }
    }),

    async create(title, createdBy) {
      const now = new Date().toISOString()
      const row = await db
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
      return toItem(row)
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
        .where('id', '=', within(id))
        .$if(versions !== undefined, (query) => query.where('version', 'in', oneOf(versions)))
        .returningAll()
        .executeTakeFirst()
      return row ? toItem(row) : refusal(id)
    },

    async remove(id, versions) {
      const row = await db
        .deleteFrom('items')
        .where('id', '=', within(id))
        .$if(versions !== undefined, (query) => query.where('version', 'in', oneOf(versions)))
        .returning('id')
        .executeTakeFirst()
      return row ? 'removed' : refusal(id)
    },
  }
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
