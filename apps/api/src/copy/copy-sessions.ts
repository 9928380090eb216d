import type { Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { batchSize, findCopied, remember, type Target } from './copied.ts'

export interface CopiedSessions {
  added: number
  unchanged: number
  ended: number
}

/** Copies sessions: whoever is signed in stays so. One that has ended on the server is not revived. */
export async function copySessions(from: Transaction<Tables>, to: Target): Promise<CopiedSessions> {
  const counts: CopiedSessions = { added: 0, unchanged: 0, ended: 0 }
  for (let after = ''; ;) {
    const batch = await from
      .selectFrom('sessions')
      .selectAll()
      .where('id_hash', '>', after)
      .orderBy('id_hash')
      .limit(batchSize)
      .execute()
    if (batch.length === 0) return counts
    after = batch.at(-1)?.id_hash ?? after

    const keys = batch.map(({ id_hash }) => id_hash)
    const copied = await findCopied(to, 'sessions', keys)
    const fresh = batch.filter(({ id_hash }) => !copied.has(id_hash))
    const added =
      fresh.length === 0
        ? []
        : await to
            .insertInto('sessions')
            .values(fresh)
            .onConflict((conflict) => conflict.doNothing())
            .returning('id_hash')
            .execute()
    await remember(
      to,
      fresh.map(({ id_hash }) => ({ name: 'sessions', key: id_hash, version: 1 })),
    )

    const there = await to
      .selectFrom('sessions')
      .select((column) => column.fn.countAll<number>().as('count'))
      .where('id_hash', 'in', keys)
      .executeTakeFirstOrThrow()
    counts.added += added.length
    counts.unchanged += there.count - added.length
    counts.ended += batch.length - there.count
  }
}
