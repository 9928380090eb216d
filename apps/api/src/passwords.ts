import { hash, verify } from '@node-rs/argon2'

/** Hashes a password with Argon2id, which costs an attacker memory (19 MiB a guess) and time. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let hashOfNoAccount: Promise<string> | undefined

/**
 * Checks a password.
 *
 * @param passwordHash of the account; undefined if there is none. That takes as long as a wrong
 *   password, so that the response time does not tell which accounts exist.
 */
export async function passwordMatches(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  hashOfNoAccount ??= hashPassword('')
  const matches = await verify(passwordHash ?? (await hashOfNoAccount), password)
  return matches && passwordHash !== undefined
}
