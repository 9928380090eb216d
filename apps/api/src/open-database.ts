import { isPostgresUrl, placeOf } from './database-place.ts'
import { EnvError } from './env.ts'
import { openStore } from './store/open-store.ts'
import type { Store } from './store/store.ts'

/**
 * Opens the database of an environment.
 *
 * @throws {EnvError} which names it without its password, and says why it cannot be used
 */
export async function openDatabase(database: string): Promise<Store> {
  return openStore(database).catch((error: unknown) => {
    const cure = isPostgresUrl(database)
      ? 'Start the server, or set DATABASE_URL to one that answers and a user who may create tables.'
      : 'Set DATABASE_FILE to a file this process can write.'
    throw new EnvError(`DATABASE_UNUSABLE  ${placeOf(database)}: ${reasonOf(error)}. ${cure}`)
  })
}

/** The innermost reason: a name with two addresses fails with one error for each. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ')
  if (error instanceof Error && error.cause !== undefined) return reasonOf(error.cause)
  return String(error)
}
