import { fetchScenarios } from '../src/page/running/lab-api.ts'
import { sidesOf } from '../src/page/running/results.ts'
import { runSteps } from '../src/page/running/run-side.ts'
import { toLine, type PageMessage } from './messages.ts'

// Runs the scenarios of the query in this browser, or every one if it names none, one side after the other,
// and reports each through the console.

/** How long a text may take to reach the console. */
const settleMilliseconds = 400

const wanted = new URLSearchParams(location.search).getAll('scenario')

report({ kind: 'started' })
try {
  for (const view of await fetchScenarios()) {
    if (wanted.length > 0 && !wanted.includes(view.id)) continue
    for (const side of sidesOf(view)) {
      const ran = await runSteps({ scenario: view.id, side }, view[side]?.steps ?? [])
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds))
      const steps = ran.map(({ outcome, recorded }) => ({ outcome, recorded }))
      report({ kind: 'ran', run: { id: view.id, side, steps } })
    }
  }
  report({ kind: 'done' })
} catch (error) {
  report({ kind: 'failed', error: String(error) })
}

function report(message: PageMessage): void {
  console.log(toLine(message))
}
