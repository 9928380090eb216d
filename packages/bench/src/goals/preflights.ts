import { openStage } from '../browser/stage.ts'
import type { Goal } from '../goal.ts'

export const preflights: Goal = {
  id: 'preflights',
  title: 'A user flow of 41 requests costs one preflight for each URL it writes to',
  needs: 'chromium',

  async measure() {
    const stage = await openStage()
    const flows = (await stage.visit('user-flow.html')) as { requests: number; written: number }[]
    const counted = stage.preflights()
    await stage.close()
    const [flow, again] = flows
    if (!flow || !again) throw new Error(JSON.stringify(flows))
    return [
      { what: 'requests of one user flow', measured: flow.requests, unit: 'requests' },
      {
        what: 'preflights of it and of its repetition',
        measured: counted,
        unit: 'preflights',
        atMost: flow.written,
        gates: true,
      },
    ]
  },
}
