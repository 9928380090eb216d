import { isPostgresUrl } from './database-url.ts'
import { createReadiness } from './readiness.ts'
import type { Database } from './types.ts'

export { DatabaseOpenError } from './database-open-error.ts'
export type { Database } from './types.ts'

declare module 'fastify' {
  interface FastifyInstance {
    database: Database
  }
}

/**
 * Opens a database, creates it if it is a missing SQLite file, and migrates its schema.
 *
 * @param location the path of a file, `:memory:`, or the URL of a PostgreSQL server
 * @throws {DatabaseOpenError} if the database cannot be used; the message has no password
 */
export async function openDatabase(location: string): Promise<Database> {
  const connection = isPostgresUrl(location)
    ? await (await import('./postgres.ts')).openPostgres(location)
    : await (await import('./sqlite.ts')).openSqlite(location)
  const { db, itemChanges } = connection
  const readiness = createReadiness(connection)
  return {
    db,
    itemChanges,
    async write(change) {
      try {
        return await connection.write(change)
      } catch (error) {
        readiness.recordFailedWrite(error)
        throw error
      }
    },
    async checkReady() {
      connection.checkFile?.()
      await readiness.probe()
    },
    async close() {
      readiness.reset()
      await connection.close()
    },
  }
}
