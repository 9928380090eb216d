import { randomBytes } from 'node:crypto'
import { EnvError, readEnv } from './env.ts'
import { openDatabase } from './open-database.ts'
import { hashPassword } from './passwords.ts'

/** Adds an account to the database of this environment, with a password nobody has to invent. */
try {
  const name = process.argv[2]?.trim()
  if (!name) throw new EnvError('NAME_MISSING  Usage: pnpm --filter @repo/api add-user <name>')

  const store = await openDatabase(readEnv().database)
  const password = randomBytes(15).toString('base64url')
  const added = await store.users.add(name, await hashPassword(password))
  await store.close()
  if (!added) throw new EnvError(`NAME_TAKEN  "${name}": there is an account of this name already.`)
  console.log(`${name} can sign in with the password ${password}`)
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
