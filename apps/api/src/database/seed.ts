import { hashPassword } from '../passwords.ts'
import { createItemsRepository } from './items.ts'
import type { Database } from './open.ts'
import { createUsersRepository } from './users.ts'

/** The account of a development database. A production database does not have it. */
export const demoAccount = { name: 'demo', password: 'demo' }

const titles = [
  'Read the five files the README names',
  'Edit packages/config/src/environments.ts',
  'Add an item as demo, password demo',
  'Open this page in a second tab and watch it update',
  'Open this page at 127.0.0.1 and read why it is blocked',
  'See which response headers this page can read',
  'Count the preflights in the network tab: none for reads',
  'Send a PATCH without If-Match and read the 428',
  'Change one item in two tabs and read the 412',
  'Request /api/items/%ff and read a 400, not a CORS error',
  'Send eleven wrong passwords and read Retry-After',
  'Stop the API and see what the page says',
]

/** Adds the demo account and a first page of items to a new development database. */
export async function seed(database: Database): Promise<void> {
  const { name, password } = demoAccount
  const users = createUsersRepository(database)
  const items = createItemsRepository(database)
  if (await users.findByName(name)) return
  await users.create(name, await hashPassword(password))
  for (const title of titles.toReversed()) await items.create(title, name)
}
