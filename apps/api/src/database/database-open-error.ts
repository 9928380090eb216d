import { DatabaseBusy, DatabaseUnavailable, StorageFull } from '../errors.ts'

/** Thrown if the database cannot be used. The message names the variable, the reason and the fix. */
export class DatabaseOpenError extends Error {
  override readonly name = 'DatabaseOpenError'

  /**
   * @param source the variable and its redacted value, such as `DATABASE_FILE "items.db"`
   * @param reason without a final period
   * @param fix one or more sentences
   */
  constructor(source: string, reason: string, fix: string, cause: unknown) {
    super(`DATABASE_UNUSABLE  ${source}: ${reason}. ${fix}`, { cause })
  }
}

/** Returns the error of SQLite or pg, without the error for clients that wraps it. */
export function originalError(error: unknown): Error & { code?: string } {
  const named =
    error instanceof DatabaseBusy ||
    error instanceof DatabaseUnavailable ||
    error instanceof StorageFull
  const original = named ? error.cause : error
  return original instanceof Error ? original : new Error(String(original))
}
