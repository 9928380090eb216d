import fp from 'fastify-plugin'
import type { Selectable, Transaction } from 'kysely'
import type { Tables } from './migrations.ts'
import type { Database } from './open.ts'

declare module 'fastify' {
  interface FastifyInstance {
    itemsRepository: ItemsRepository
  }
}

/** An item as it is stored. */
export interface StoredItem {
  id: number
  title: string
  done: boolean
  createdBy: string
  createdAt: string
  updatedAt: string
  /** Starts at 1; every change increments it. */
  version: number
}

/** One page of items, newest first. */
export interface ItemsPage {
  items: StoredItem[]
  /** The number of items on all pages. */
  total: number
  hasNext: boolean
}

export type ItemsRepository = ReturnType<typeof createItemsRepository>

/** Reads and changes items. Every change is published to `itemChanges`. */
export function createItemsRepository(database: Database) {
  const { db, itemChanges } = database

  return {
    /**
     * Returns a page. Its query searches by id without an offset, so the last page is as fast as the
     * first one.
     *
     * @param after id of the last item of the previous page. Default: the first page.
     */
    async paginate(limit: number, after = maxId): Promise<ItemsPage> {
      // One more than the limit shows whether there is a next page.
      const rows = await db
        .selectFrom('items')
        .selectAll()
        .where('id', '<', clampId(after))
        .orderBy('id', 'desc')
        .limit(limit + 1)
        .execute()
      const total = await db
        .selectFrom('totals')
        .select('value')
        .where('name', '=', 'items')
        .executeTakeFirstOrThrow()
      return {
        items: rows.slice(0, limit).map(toItem),
        total: total.value,
        hasNext: rows.length > limit,
      }
    },

    async findById(id: number): Promise<StoredItem | undefined> {
      const row = await db
        .selectFrom('items')
        .selectAll()
        .where('id', '=', clampId(id))
        .executeTakeFirst()
      return row && toItem(row)
    },

    async create(title: string, createdBy: string): Promise<StoredItem> {
      const now = new Date().toISOString()
      return database.write(async (trx) => {
        const row = await trx
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
        await addToTotal(trx, 1)
        await itemChanges.publish(trx, { type: 'created', id: row.id })
        return toItem(row)
      })
    },

    /** @param versions the versions that may be changed; undefined for any version */
    async update(
      id: number,
      { title, done }: { title?: string; done?: boolean },
      versions: readonly number[] | undefined,
    ): Promise<StoredItem | 'not-found' | 'version-mismatch'> {
      return database.write(async (trx) => {
        const row = await trx
          .updateTable('items')
          .set((eb) => ({
            ...(title === undefined ? {} : { title }),
            ...(done === undefined ? {} : { done: Number(done) }),
            updated_at: new Date().toISOString(),
            version: eb('version', '+', 1),
          }))
          .where('id', '=', clampId(id))
          .$if(versions !== undefined, (query) => query.where('version', 'in', listOf(versions)))
          .returningAll()
          .executeTakeFirst()
        if (!row) return reasonForNoChange(trx, id)
        await itemChanges.publish(trx, { type: 'updated', id })
        return toItem(row)
      })
    },

    /** @param versions the versions that may be deleted; undefined for any version */
    async delete(
      id: number,
      versions: readonly number[] | undefined,
    ): Promise<'deleted' | 'not-found' | 'version-mismatch'> {
      return database.write(async (trx) => {
        const row = await trx
          .deleteFrom('items')
          .where('id', '=', clampId(id))
          .$if(versions !== undefined, (query) => query.where('version', 'in', listOf(versions)))
          .returning('id')
          .executeTakeFirst()
        if (!row) return reasonForNoChange(trx, id)
        await addToTotal(trx, -1)
        await itemChanges.publish(trx, { type: 'deleted', id })
        return 'deleted'
      })
    },
  }
}

/** Changes the total in the transaction of the change, so that it always matches the rows. */
async function addToTotal(trx: Transaction<Tables>, difference: 1 | -1): Promise<void> {
  await trx
    .updateTable('totals')
    .set((eb) => ({ value: eb('value', '+', difference) }))
    .where('name', '=', 'items')
    .execute()
}

async function reasonForNoChange(
  trx: Transaction<Tables>,
  id: number,
): Promise<'not-found' | 'version-mismatch'> {
  const row = await trx
    .selectFrom('items')
    .select('id')
    .where('id', '=', clampId(id))
    .executeTakeFirst()
  return row ? 'version-mismatch' : 'not-found'
}

const maxId = Number.MAX_SAFE_INTEGER

/** PostgreSQL throws for values above bigint, SQLite returns no row. */
const clampId = (id: number): number => Math.min(id, maxId)

/** `IN ()` is a syntax error in PostgreSQL; 0 matches no version. */
const listOf = (versions: readonly number[] = []) => (versions.length > 0 ? versions : [0])

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

export default fp(
  async (app) => {
    app.decorate('itemsRepository', createItemsRepository(app.database))
  },
  { name: 'items-repository', decorators: { fastify: ['database'] } },
)
