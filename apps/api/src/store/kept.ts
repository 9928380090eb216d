/** How many answers of one read are kept: a page of a hundred long titles is 100 kB. */
const most = 100

/**
 * Keeps what a read has found until the database changes: to ask it whether it has costs a
 * thirtieth of reading a page.
 *
 * @param read its answers belong to all who ask the same: nobody may change one
 * @param version another value once anything has changed, by this process or another
 * @returns the same object for the same arguments, for as long as it is what the database holds
 */
export function keptUntilChange<Key extends (string | number | undefined)[], Answer>(
  read: (...key: Key) => Promise<Answer>,
  version: () => number,
): (...key: Key) => Promise<Answer> {
  const answers = new Map<string, Answer>()
  let versionOfAnswers: number | undefined

  return async (...key) => {
    const before = version()
    if (before !== versionOfAnswers) {
      answers.clear()
      versionOfAnswers = before
    }
    const name = key.join()
    const known = answers.get(name)
    if (known !== undefined) return known

    const answer = await read(...key)
    // If something has changed meanwhile, it may be of before.
    if (version() === before) {
      if (answers.size >= most) answers.clear()
      answers.set(name, answer)
    }
    return answer
  }
}

/** Has a read keep its answers, where the database can tell that they are still true. */
export type Keep = <Key extends (string | number | undefined)[], Answer>(
  read: (...key: Key) => Promise<Answer>,
) => (...key: Key) => Promise<Answer>
