import { createUsersRepository } from '../database/users.ts'
import { EnvError } from '../env.ts'
import { hashPassword } from '../passwords.ts'
import { newPassword, runCommand } from './command.ts'

/** Adds an account with a generated password. */
await runCommand('npm run add-user -- <name>', async (name, database) => {
  const password = newPassword()
  const added = await createUsersRepository(database).create(name, await hashPassword(password))
  if (!added) {
    throw new EnvError(
      `NAME_TAKEN  "${name}": an account with this name exists. Choose another name, or change its` +
        ` password: npm run change-password -- ${name}`,
    )
  }
  console.log(`${name} can sign in with the password ${password}`)
})
