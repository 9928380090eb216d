import { hashPassword } from '../passwords.ts'
import type { Store } from './store.ts'

/** The account of a development database. Production never has it. */
export const demoAccount = { name: 'demo', password: 'demo' }

const titles = [
  'Read the five files the README names',
  'Edit packages/config/src/environments.ts',
  'Sign in as demo and add an item',
  'Open this page in a second tab and watch it follow',
  'Open it at 127.0.0.1 and read why it is refused',
  'Look at the exposed headers below the list',
  'Count the preflights in the network tab: none for reads',
  'Send a PATCH without If-Match and read the 428',
  'Change one item in two tabs and meet the 412',
  'Ask for /api/items/%ff and read a 400, not a CORS error',
  'Sign in wrongly eleven times and read Retry-After',
  'Stop the API and see what the page says',
]

/** Fills a new development database with the demo account and a first page of items. */
export async function seed(store: Store): Promise<void> {
  const { name, password } = demoAccount
  if (await store.users.find(name)) return
  await store.users.add(name, await hashPassword(password))
  for (const title of titles.toReversed()) await store.items.create(title, name)
}
