import { openStore } from '../src/store/open-store.ts'
import { onPostgres } from './helpers/on-postgres.ts'
import { storeContract } from './helpers/store-contract.ts'

await onPostgres('PostgreSQL', (postgres) => {
  storeContract('on PostgreSQL', async () => openStore(await postgres.newDatabase()))
})
