import type { Transaction } from 'kysely'
import { randomBytes } from 'node:crypto'
import { DatabaseBusy, DatabaseUnavailable, StorageFull } from '../errors.ts'
import type { Tables } from './migrations.ts'
import type { Connection } from './types.ts'

const probeEveryMs = 5_000

/**
 * Writes a row of 16 kB, more than the create of an item: if the disk has no space for that create,
 * this write fails too. The row is random, because SQLite does not write an unchanged page, and
 * PostgreSQL compresses.
 */
export async function probeWrite(trx: Transaction<Tables>): Promise<void> {
  const payload = randomBytes(12 * 1024).toString('base64')
  await trx.updateTable('readiness_probe').set({ payload }).execute()
}

/** Shares the result of one probe write among all calls within 5 s. */
export function createReadiness({ write }: Pick<Connection, 'write'>) {
  let result: Promise<void> | undefined
  let startedAt = 0

  const share = (next: Promise<void>): Promise<void> => {
    next.catch(() => {}) // prevents an unhandled rejection; every caller of `probe` still gets it
    startedAt = performance.now()
    result = next
    return next
  }

  return {
    /** @throws the error of the shared probe */
    async probe(): Promise<void> {
      const isFresh = performance.now() - startedAt < probeEveryMs
      await (result && isFresh ? result : share(write(probeWrite)))
    },
    /** The next call of `probe` probes again. */
    reset(): void {
      result = undefined
    },
    /**
     * Shares a StorageFull as the result, because a probe might still fit into the remaining space.
     * After another error of the database the next call probes again.
     */
    recordFailedWrite(error: unknown): void {
      if (error instanceof StorageFull) void share(Promise.reject(error))
      else if (isDatabaseError(error)) result = undefined
    },
  }
}

/** Returns false for an error that the change itself has thrown. */
function isDatabaseError(error: unknown): boolean {
  return error instanceof DatabaseBusy || error instanceof DatabaseUnavailable
}
