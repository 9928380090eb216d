import type { Transaction } from 'kysely'
import type { Tables } from '../store/tables.ts'
import { raiseSequence, type Target } from './copied.ts'

export interface CopiedUsers {
  added: number
  unchanged: number
}

/** Copies accounts, with the hashes of their passwords. */
export async function copyUsers(
  from: Transaction<Tables>,
  to: Target,
  problems: string[],
): Promise<CopiedUsers> {
  const counts: CopiedUsers = { added: 0, unchanged: 0 }
  for (const user of await from.selectFrom('users').selectAll().orderBy('id').execute()) {
    const rows = await to
      .selectFrom('users')
      .selectAll()
      .where((column) => column.or({ id: user.id, name: user.name }))
      .execute()
    const [there] = rows
    if (!there) {
      await to.insertInto('users').values(user).execute()
      counts.added += 1
    } else if (
      there.id === user.id &&
      there.name === user.name &&
      there.password_hash === user.password_hash
    ) {
      counts.unchanged += 1
    } else {
      const others = rows.map(({ id, name }) => `${JSON.stringify(name)} with the id ${id}`)
      problems.push(
        `USER_DIFFERS  user ${user.id} ${JSON.stringify(user.name)}: the server has another account` +
          ` under this id or name, ${others.join(' and ')}. Copy to an empty database, or delete` +
          ' the account there.',
      )
    }
  }
  await raiseSequence(from, to, 'users')
  return counts
}
