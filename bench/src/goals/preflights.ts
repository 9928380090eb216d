import { openStage } from '../browser/stage.ts'
import type { Goal } from '../goal.ts'

export const preflights: Goal = {
  id: 'preflights',
  title: 'A journey of 41 requests costs one preflight for each URL it writes to',
  needs: 'chromium',

  async measure() {
    const stage = await openStage()
    const journeys = (await stage.visit('journey.html')) as { requests: number; written: number }[]
    const counted = stage.preflights()
    await stage.close()
    const [journey, again] = journeys
    if (!journey || !again) throw new Error(JSON.stringify(journeys))
    return [
      { what: 'requests of one journey', measured: journey.requests, unit: 'requests' },
      {
        what: 'preflights of it and of its repetition',
        measured: counted,
        unit: 'preflights',
        atMost: journey.written,
        gates: true,
      },
    ]
  },
}
