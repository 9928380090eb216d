import { sql, type Kysely } from 'kysely'
import type { Store } from './store.ts'
import type { Tables } from './tables.ts'

/** How often something was tried. */
export function tryTable(db: Kysely<Tables>): Store['tries'] {
  return {
    async count(key, spanMs, now) {
      const endsAt = new Date(now.getTime() + spanMs).toISOString()
      // One statement: two replicas that count at once count two.
      const row = await db
        .insertInto('tries')
        .values({ key, count: 1, ends_at: endsAt })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet(({ ref }) => {
            const over = sql<boolean>`${ref('tries.ends_at')} <= ${now.toISOString()}`
            return {
              count: sql<number>`case when ${over} then 1 else ${ref('tries.count')} + 1 end`,
              ends_at: sql<string>`case when ${over} then ${endsAt} else ${ref('tries.ends_at')} end`,
            }
          }),
        )
        .returning(['count', 'ends_at as endsAt'])
        .executeTakeFirstOrThrow()
      return { count: row.count, endsAt: new Date(row.endsAt) }
    },

    async sweep(now) {
      const { numDeletedRows } = await db
        .deleteFrom('tries')
        .where('ends_at', '<=', now.toISOString())
        .executeTakeFirstOrThrow()
      return Number(numDeletedRows)
    },
  }
}
