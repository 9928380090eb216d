import { randomBytes } from 'node:crypto'
import { openDatabase, DatabaseOpenError, type Database } from '../database/open.ts'
import { EnvError, loadEnvFile, readEnv } from '../env.ts'

/**
 * Runs a command on the database of this environment.
 *
 * @param usage printed if the name is missing
 * @param command throws EnvError with a message for the user
 */
export async function runCommand(
  usage: string,
  command: (name: string, database: Database) => Promise<void>,
): Promise<void> {
  try {
    const name = process.argv[2]?.trim()
    if (!name) throw new EnvError(`NAME_MISSING  missing argument <name>. Usage: ${usage}`)
    loadEnvFile()
    const database = await openDatabase(readEnv().database)
    try {
      await command(name, database)
    } finally {
      await database.close()
    }
  } catch (error) {
    if (!(error instanceof EnvError || error instanceof DatabaseOpenError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

/** Returns a random password of 120 bits. */
export function newPassword(): string {
  return randomBytes(15).toString('base64url')
}
