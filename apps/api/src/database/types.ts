import type { Kysely, Transaction } from 'kysely'
import type { ItemChanges } from './item-changes.ts'
import type { Tables } from './migrations.ts'

/** An open database with the newest schema. */
export interface Database {
  /** For reads. Changes go through `write`. */
  db: Kysely<Tables>
  /**
   * Runs a change in one transaction. On SQLite it runs again, for at most 2 s, while another process
   * holds the lock.
   *
   * @param change uses only `trx`: SQLite has one connection, and a query through `db` would wait for
   *   the end of this transaction
   * @throws {DatabaseBusy} if another process held the lock for the whole 2 s; nothing was saved
   * @throws {DatabaseUnavailable} if it is unknown whether the change was saved
   * @throws {StorageFull} if the disk is full; nothing was saved
   */
  write<T>(change: (trx: Transaction<Tables>) => Promise<T>): Promise<T>
  /** Emits every committed change of an item; on PostgreSQL also those of other replicas. */
  itemChanges: ItemChanges
  /**
   * Checks that the database file is still the one that was opened, and that a change can be saved.
   * The probe write runs at most once in 5 s and its result is shared, so that frequent calls cost
   * nothing; after a failed write the next call probes again.
   *
   * @throws {DatabaseBusy | DatabaseUnavailable | StorageFull} if it is not ready
   */
  checkReady(): Promise<void>
  close(): Promise<void>
}

/** The part of a database that SQLite and PostgreSQL implement. */
export interface Connection extends Omit<Database, 'checkReady'> {
  /** @throws {DatabaseUnavailable} if the database file was deleted or replaced */
  checkFile?(): void
}
