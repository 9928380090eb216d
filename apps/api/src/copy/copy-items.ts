import { sql, type Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { batchSize, findCopied, raiseSequence, remember, type Target } from './copied.ts'
import { decideItem, type Decision, type ItemRow } from './decide-item.ts'

/** How many items there were of each kind. */
export interface CopiedItems {
  added: number
  updated: number
  unchanged: number
  newer: number
  deleted: number
}

const announcements = ['items_announce_created', 'items_announce_updated']

/** Copies items in batches; the total follows by its trigger. */
export async function copyItems(
  from: Transaction<Tables>,
  to: Target,
  problems: string[],
): Promise<CopiedItems> {
  const counts: CopiedItems = { added: 0, updated: 0, unchanged: 0, newer: 0, deleted: 0 }
  // One announcement in place of a million: open pages read anew.
  for (const name of announcements) await toggle(to, 'disable', name)

  for (let after = 0; ;) {
    const batch = await nextBatch(from, after)
    if (batch.length === 0) break
    after = batch.at(-1)?.id ?? after
    await copyBatch(to, batch, counts, problems)
  }

  for (const name of announcements) await toggle(to, 'enable', name)
  await raiseSequence(from, to, 'items')
  if (counts.added + counts.updated > 0) await sql`notify item_changes`.execute(to)
  return counts
}

function nextBatch(from: Transaction<Tables>, after: number): Promise<ItemRow[]> {
  return from
    .selectFrom('items')
    .selectAll()
    .where('id', '>', after)
    .orderBy('id')
    .limit(batchSize)
    .execute()
}

async function copyBatch(
  to: Target,
  batch: ItemRow[],
  counts: CopiedItems,
  problems: string[],
): Promise<void> {
  const ids = batch.map(({ id }) => id)
  const rows = await to.selectFrom('items').selectAll().where('id', 'in', ids).execute()
  const there = new Map(rows.map((row) => [row.id, row]))
  const copied = await findCopied(to, 'items', ids.map(String))

  const decided = (...wanted: Decision[]) =>
    batch.filter((row) =>
      wanted.includes(decideItem(row, there.get(row.id), copied.get(String(row.id)))),
    )
  for (const row of decided('another')) problems.push(differs(row, there.get(row.id)))
  for (const row of decided('both-changed')) problems.push(changedTwice(row, there.get(row.id)))

  const added = decided('add')
  if (added.length > 0) await to.insertInto('items').values(added).execute()
  const updated = decided('update')
  for (const { id, ...row } of updated) {
    await to.updateTable('items').set(row).where('id', '=', id).execute()
  }
  const unchanged = decided('unchanged')
  await remember(
    to,
    [...added, ...updated, ...unchanged].map(({ id, version }) => ({
      name: 'items',
      key: String(id),
      version,
    })),
  )

  counts.added += added.length
  counts.updated += updated.length
  counts.unchanged += unchanged.length
  counts.newer += decided('newer').length
  counts.deleted += decided('deleted').length
}

function changedTwice(here: ItemRow, there: ItemRow | undefined): string {
  return (
    `ITEM_CHANGED_TWICE  item ${here.id} ${JSON.stringify(here.title)}: it has changed in the` +
    ` file, and on the server to ${JSON.stringify(there?.title)}, since the last copy. Give the` +
    ' server what it lacks, delete the item in the file, and copy again.'
  )
}

function differs(here: ItemRow, there: ItemRow | undefined): string {
  return (
    `ITEM_DIFFERS  item ${here.id} ${JSON.stringify(here.title)}: the server holds another item` +
    ` under this id, ${JSON.stringify(there?.title)}. Copy to an empty database, or delete one of` +
    ' the two.'
  )
}

async function toggle(to: Target, how: 'enable' | 'disable', trigger: string): Promise<void> {
  await sql`alter table items ${sql.raw(how)} trigger ${sql.ref(trigger)}`.execute(to)
}
