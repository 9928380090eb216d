import { hash, verify } from '@node-rs/argon2'

/** Hashes a password with Argon2id, which costs an attacker memory (19 MiB a guess) and time. */
export function hashPassword(password: string): Promise<string> {
  return hash(password)
}

let hashOfNoAccount: Promise<string> | undefined

/**
 * Returns whether a password matches.
 *
 * @param passwordHash the hash stored for the account; undefined if the account does not exist. The
 *   check then takes as long as for a wrong password, so that the response time does not reveal
 *   which accounts exist.
 */
export async function passwordMatches(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  hashOfNoAccount ??= hashPassword('')
  const matches = await verify(passwordHash ?? (await hashOfNoAccount), password)
  return matches && passwordHash !== undefined
}
