import { startCounted } from './callgrind.ts'
import { makeFixture, type Fixture } from './fixture.ts'

/** Compares the first and the last page of 1,000,000 items with those of 1,000, in instructions. */
export async function measurePages(small: Fixture) {
  const large = await makeFixture(1_000_000)
  const few = await countPages(small)
  const many = await countPages(large)
  await large.remove()
  return { first: many.first / few.first, last: many.last / few.last }
}

async function countPages({ databaseFile }: Fixture) {
  const server = await startCounted('this-app', { databaseFile })
  const count = (url: string) =>
    server.perStub({ method: 'GET', url, headers: {} }, { warmUp: 1500, times: 1000 })
  const first = await count('/api/items?limit=20')
  const last = await count('/api/items?limit=20&after=21')
  await server.stop()
  return { first, last }
}
