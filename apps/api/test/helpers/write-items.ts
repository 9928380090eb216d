// A process of its own: adds 50 items to the database in the file it is given.
import { openStore } from '../../src/store/open-store.ts'

const store = await openStore(process.argv[2] ?? '')
process.stdout.write('open\n')
for (let n = 0; n < 50; n++) await store.items.create(`there ${n}`, 'bob')
await store.close()
