import { sql, type Transaction } from 'kysely'
import { EventEmitter } from 'node:events'
import type { Tables } from './migrations.ts'

const types = ['created', 'updated', 'deleted'] as const

/** A committed change of an item. */
export interface ItemChange {
  type: (typeof types)[number]
  id: number
}

/**
 * Emits `change` after an item has changed, and `missed` if notifications of changes may have been
 * lost: clients then have to fetch the items again.
 */
export abstract class ItemChanges extends EventEmitter<{ change: [ItemChange]; missed: [] }> {
  /** Emits a change once `trx` is committed, on every replica. A rollback discards it. */
  abstract publish(trx: Transaction<Tables>, change: ItemChange): Promise<void>
}

/** For SQLite, where one process serves all clients. */
export class LocalItemChanges extends ItemChanges {
  readonly #pending = new WeakMap<Transaction<Tables>, ItemChange[]>()

  async publish(trx: Transaction<Tables>, change: ItemChange): Promise<void> {
    this.#pending.set(trx, [...(this.#pending.get(trx) ?? []), change])
  }

  /** Emits the changes of a transaction; call it after the commit. */
  emitCommitted(trx: Transaction<Tables>): void {
    for (const change of this.#pending.get(trx) ?? []) this.emit('change', change)
  }
}

/** For PostgreSQL: at the commit, the server notifies all replicas that listen. */
export class NotifiedItemChanges extends ItemChanges {
  static readonly channel = 'item_changes'

  async publish(trx: Transaction<Tables>, change: ItemChange): Promise<void> {
    const payload = JSON.stringify(change)
    await sql`select pg_notify(${NotifiedItemChanges.channel}, ${payload})`.execute(trx)
  }

  /** Emits the change in the payload of a notification, or `missed` if the payload is not a change. */
  emitNotified(payload: string | undefined): void {
    const change = parseItemChange(payload)
    if (change) this.emit('change', change)
    else this.emit('missed')
  }
}

function parseItemChange(payload = ''): ItemChange | undefined {
  try {
    const { type, id } = JSON.parse(payload) as ItemChange
    return types.includes(type) && Number.isInteger(id) ? { type, id } : undefined
  } catch {
    return undefined
  }
}
