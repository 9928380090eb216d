import type { Selectable } from 'kysely'
import type { Tables } from '../store/tables.ts'

export type ItemRow = Selectable<Tables['items']>

/** What becomes of an item of the file. */
export type Decision =
  'add' | 'update' | 'unchanged' | 'newer' | 'deleted' | 'another' | 'both-changed'

/**
 * @param here the item in the file
 * @param there what the server holds under its id
 * @param copied the version that an earlier copy has brought over
 */
export function decideItem(
  here: ItemRow,
  there: ItemRow | undefined,
  copied: number | undefined,
): Decision {
  if (!there) return copied === undefined ? 'add' : 'deleted'
  if (isEqual(here, there)) return 'unchanged'
  // Both may have been made in the same millisecond: what was never copied is not the same one.
  if (copied === undefined) return 'another'
  if (there.created_at !== here.created_at || there.created_by !== here.created_by) return 'another'
  if (there.version === copied) return 'update'
  return here.version === copied ? 'newer' : 'both-changed'
}

function isEqual(here: ItemRow, there: ItemRow): boolean {
  return Object.entries(here).every(([column, value]) => there[column as keyof ItemRow] === value)
}
