import { createUsersRepository } from '../database/users.ts'
import { EnvError } from '../env.ts'
import { hashPassword } from '../passwords.ts'
import { newPassword, runCommand } from './command.ts'

/** Gives an account a generated password, and ends the sessions of its user. */
await runCommand('npm run change-password -- <name>', async (name, database) => {
  const password = newPassword()
  const users = createUsersRepository(database)
  const changed = await users.updatePassword(name, await hashPassword(password))
  if (!changed) {
    throw new EnvError(
      `NAME_UNKNOWN  "${name}": no account has this name. Add it: npm run add-user -- ${name}`,
    )
  }
  console.log(`${name} can sign in with the password ${password}. All sessions of ${name} ended.`)
})
