import { hash, verify } from '@node-rs/argon2'

/** Hashes with Argon2id, which costs an attacker memory (19 MiB a guess) as well as time. */
export const hashPassword = (password: string): Promise<string> => hash(password)

let nobody: Promise<string> | undefined

/**
 * Checks a password.
 *
 * @param passwordHash of the account; undefined if there is none, which takes as long as a wrong
 *   password, so that nobody learns which names exist
 */
export async function passwordMatches(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  nobody ??= hashPassword('')
  const matches = await verify(passwordHash ?? (await nobody), password)
  return matches && passwordHash !== undefined
}
