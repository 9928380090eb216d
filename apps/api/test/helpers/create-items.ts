// Creates 50 items in the SQLite file of its argument, and prints the id of each one that is saved.
import { createItemsRepository } from '../../src/database/items.ts'
import { openDatabase } from '../../src/database/open.ts'

const database = await openDatabase(process.argv[2] ?? '')
const items = createItemsRepository(database)
for (let n = 0; n < 50; n++)
  process.stdout.write(`${(await items.create(`there ${n}`, 'bob')).id}\n`)
await database.close()
