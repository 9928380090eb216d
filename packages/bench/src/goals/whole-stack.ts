import { hasCallgrind, perSocketRequest } from '../callgrind.ts'
import { cpuPerRequest } from '../cpu.ts'
import { origin } from '../fixture.ts'
import { requestText } from '../client.ts'
import type { Goal, Row } from '../goal.ts'

const bare = 'fastify-bare'
/** Servers that do as much as the API; the top of each file describes it. */
export const peers = ['fastify-plugins', 'express', 'hono', 'ours', 'ours-signed-in'] as const
const servers = ['node-http', ...peers] as const

/** Reported, without a limit: the API reads its database for every request, and the peers have none. */
export const wholeStack: Goal = {
  id: 'whole-stack',
  title: 'The whole stack, against a bare Fastify route that sends the same bytes',

  async measure({ file, cookie }) {
    const request = requestText('/api/items?limit=20', { origin, cookie })
    const instructions = hasCallgrind ? await countAll(file, request) : []
    const names = [bare, bare, ...servers]
    const [unit = 0, again = 0, ...rest] = await cpuPerRequest(names, file, request)
    return [
      ...instructions,
      { what: `${bare}, CPU`, measured: unit, unit: 'µs' },
      { what: `${bare} to itself: the noise, CPU`, measured: again / unit, unit: '×' },
      ...servers.map((name, index) => ({
        what: `${name}, CPU`,
        measured: (rest[index] ?? 0) / unit,
        unit: `× ${bare}`,
      })),
    ]
  },
}

/** Two at a time: instructions are the same on a busy machine. */
async function countAll(file: string, request: string): Promise<Row[]> {
  const counts = new Map<string, number>()
  const left = [bare, ...servers].toReversed()
  const work = async () => {
    for (let name = left.pop(); name !== undefined; name = left.pop()) {
      counts.set(name, await perSocketRequest(name, file, request))
    }
  }
  await Promise.all([work(), work()])

  const unit = counts.get(bare) ?? 0
  return [
    { what: bare, measured: unit, unit: 'instructions' },
    ...servers.map((name) => ({
      what: name,
      measured: (counts.get(name) ?? 0) / unit,
      unit: `× ${bare}`,
    })),
  ]
}
