import { perRequest, startCounted } from '../callgrind.ts'
import { origin } from '../fixture.ts'
import type { Goal, Row } from '../goal.ts'

/** Node accepts 16 kB of headers. */
const long = 15_000
const preflight = {
  origin,
  'access-control-request-method': 'PATCH',
  'access-control-request-headers': 'content-type,if-match',
}
const hostile = {
  [`an Origin of ${long} characters`]: { ...preflight, origin: `https://${'a'.repeat(long)}` },
  [`${long} commas for request headers`]: {
    ...preflight,
    'access-control-request-headers': ','.repeat(long),
  },
}

/** Goal 4, and what goes with goal 2: a preflight is cheap, and stays so whatever it holds. */
export const preflightCost: Goal = {
  id: 'preflight-cost',
  title: 'A preflight costs what it costs where there is only CORS, whatever is in it',
  needs: 'callgrind',

  async measure(fixture) {
    const ask = (headers: Record<string, string>) => ({
      method: 'OPTIONS',
      url: '/api/items/1',
      headers,
    })
    const corsOnly = await startCounted('cors-only-in-process', fixture.file)
    const unit = await perRequest(corsOnly, ask(preflight))
    await corsOnly.stop()

    const ours = await startCounted('ours-in-process', fixture.file)
    const normal = await perRequest(ours, ask(preflight))
    const rows: Row[] = [
      { what: 'a preflight', measured: normal, unit: 'instructions' },
      {
        what: 'to one of an app with @fastify/cors alone',
        measured: normal / unit,
        unit: '×',
        atMost: 1.05,
        gates: true,
      },
    ]
    for (const [what, headers] of Object.entries(hostile)) {
      const cost = await perRequest(ours, ask(headers))
      rows.push({ what, measured: cost / normal, unit: '×', atMost: 2, gates: true })
    }
    await ours.stop()
    return rows
  },
}
