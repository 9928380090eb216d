import { perRequest, perSocketRequest, startCounted } from '../callgrind.ts'
import { requestText } from '../client.ts'
import { origin, type Fixture } from '../fixture.ts'
import type { Goal, Row } from '../goal.ts'

/** Node accepts 16 kB of headers. */
const long = 15_000
/** What Chromium asks before it sends a PATCH. */
export const preflight = {
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

/** A preflight is cheap, whatever its headers contain. */
export const preflightCost: Goal = {
  id: 'preflight-cost',
  title: 'A preflight costs what it costs where there is only CORS, whatever is in it',
  needs: 'callgrind',

  async measure(fixture) {
    const [rows, more] = await Promise.all([overSocket(fixture), inProcess(fixture)])
    return [...rows, ...more]
  },
}

/** The same response, byte for byte, from an app that has only @fastify/cors. */
async function overSocket({ file }: Fixture): Promise<Row[]> {
  const request = requestText('/api/items/1', preflight, 'OPTIONS')
  const unit = await perSocketRequest('cors-only-in-process', file, request)
  const ours = await perSocketRequest('ours-in-process', file, request)
  return [
    { what: 'a preflight', measured: ours, unit: 'instructions' },
    {
      what: 'to one of an app with @fastify/cors alone',
      measured: ours / unit,
      unit: '×',
      atMost: 1.05,
      gates: true,
    },
  ]
}

/** Without Node's parser, which reads 15,000 characters in every app. */
async function inProcess({ file }: Fixture): Promise<Row[]> {
  const server = await startCounted('ours-in-process', file)
  const cost = (headers: Record<string, string>) =>
    perRequest(server, { method: 'OPTIONS', url: '/api/items/1', headers })
  const normal = await cost(preflight)
  const rows: Row[] = []
  for (const [what, headers] of Object.entries(hostile)) {
    const measured = (await cost(headers)) / normal
    rows.push({ what, measured, unit: '×', atMost: 2, gates: true })
  }
  await server.stop()
  return rows
}
