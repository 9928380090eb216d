import { perRequest, startCounted } from '../callgrind.ts'
import { origin, type Fixture } from '../fixture.ts'
import type { Goal, Row } from '../goal.ts'

const disallowedOrigin = 'https://evil.example'
const get = (from: string) => ({ method: 'GET', url: '/healthz', headers: { origin: from } })

export const corsLayer: Goal = {
  id: 'cors-layer',
  title: 'The CORS layer costs little, and the same for 3 origins and for 10,000',
  needs: 'callgrind',

  async measure(fixture) {
    const none = await counts('without-cors-in-process', fixture, 3)
    const few = await counts('ours-in-process', fixture, 3)
    const many = await counts('ours-in-process', fixture, 10_000)
    const row = (what: string, measured: number, atMost: number, unit: string): Row => ({
      what,
      measured,
      unit,
      atMost,
      gates: true,
    })
    return [
      row('allowed origin of 3', few.allowed - none.allowed, 9000, 'instructions'),
      row('disallowed origin, 3 allowed', few.disallowed - none.disallowed, 9000, 'instructions'),
      row('allowed, 10,000 to 3', many.allowed / few.allowed, 1.02, '×'),
      row('disallowed, 10,000 to 3', many.disallowed / few.disallowed, 1.02, '×'),
    ]
  },
}

async function counts(server: string, fixture: Fixture, origins: number) {
  const counted = await startCounted(server, await fixture.withOrigins(origins))
  const allowed = await perRequest(counted, get(origin))
  const disallowed = await perRequest(counted, get(disallowedOrigin))
  await counted.stop()
  return { allowed, disallowed }
}
