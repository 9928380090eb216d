/** Loads what hashes: native code, which costs a start time and has its own ways to be missing. */
export const loadArgon2 = () => import('@node-rs/argon2')

/** Hashes with Argon2id, which costs an attacker memory (19 MiB a guess) as well as time. */
export const hashPassword = async (password: string): Promise<string> =>
  (await loadArgon2()).hash(password)

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
  const { verify } = await loadArgon2()
  const matches = await verify(passwordHash ?? (await nobody), password)
  return matches && passwordHash !== undefined
}
