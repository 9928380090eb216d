import { openStage } from '../browser/stage.ts'
import type { Goal } from '../goal.ts'

const roundTripMs = 100
const rounds = 6

export const firstWrite: Goal = {
  id: 'first-write',
  title: `The first write takes two round trips (${roundTripMs} ms each, HTTP/1.1)`,
  needs: 'chromium',

  async measure() {
    const cold: number[] = []
    const warm: number[] = []
    let connections = 0
    for (let round = 0; round < rounds; round += 1) {
      for (const [page, times] of [
        ['first-write.html', cold],
        ['first-write.html?preconnect', warm],
      ] as const) {
        const stage = await openStage(roundTripMs)
        const report = (await stage.visit(page)) as { ms?: number }
        if (report.ms === undefined) throw new Error(JSON.stringify(report))
        times.push(report.ms)
        if (times === warm) connections = Math.max(connections, stage.connections())
        await stage.close()
      }
    }
    const least = { cold: Math.min(...cold), warm: Math.min(...warm) }
    return [
      {
        what: 'connections of a page with both preconnects, its write included',
        measured: connections,
        unit: 'connections',
        atMost: 2,
        gates: true,
      },
      { what: 'without preconnect', measured: least.cold / roundTripMs, unit: 'round trips' },
      {
        what: 'with both preconnects',
        measured: least.warm / roundTripMs,
        unit: 'round trips',
        atMost: 2.3,
      },
      {
        what: 'median with both preconnects',
        measured: (warm.toSorted((a, b) => a - b)[rounds / 2] ?? 0) / roundTripMs,
        unit: 'round trips',
      },
    ]
  },
}
