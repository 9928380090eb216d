import { perRequest, startCounted } from '../callgrind.ts'
import { makeFixture, type Fixture } from '../fixture.ts'
import type { Goal } from '../goal.ts'

const many = 1_000_000
const firstPage = 'limit=20'
const lastPage = 'limit=20&after=21'

export const listPage: Goal = {
  id: 'list-page',
  title: 'A page costs the same among 1,000 items and among 1,000,000, first or last',
  needs: 'callgrind',

  async measure(small) {
    const large = await makeFixture(many)
    const few = await counts(small)
    const lots = await counts(large)
    await large.remove()
    const row = (what: string, measured: number) => ({
      what,
      measured,
      unit: '×',
      atMost: 1.1,
      gates: true,
    })
    return [
      { what: 'first page of 1,000', measured: few.first, unit: 'instructions' },
      row('first page, 1,000,000 to 1,000', lots.first / few.first),
      row('last page, 1,000,000 to 1,000', lots.last / few.last),
    ]
  },
}

async function counts(fixture: Fixture) {
  const server = await startCounted('ours-in-process', fixture.file)
  const list = (query: string) => ({ method: 'GET', url: `/api/items?${query}`, headers: {} })
  const few = { warmUp: 1500, times: 1000 }
  const first = await perRequest(server, list(firstPage), few)
  const last = await perRequest(server, list(lastPage), few)
  await server.stop()
  return { first, last }
}
