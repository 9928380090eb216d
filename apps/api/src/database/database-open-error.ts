import { DatabaseBusy, DatabaseUnavailable, StorageFull } from '../errors.ts'

/** The database cannot be used. The message names the variable, the reason and the fix. */
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

/** Returns what SQLite or pg has thrown, without the error for clients around it. */
export function originalError(error: unknown): Error & { code?: string } {
  const named =
    error instanceof DatabaseBusy ||
    error instanceof DatabaseUnavailable ||
    error instanceof StorageFull
  const original = named ? error.cause : error
  return original instanceof Error ? original : new Error(String(original))
}
