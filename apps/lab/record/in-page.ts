import type { Expected } from '../src/shared/types.ts'
import { isPredictable } from '../src/page/build/predict.ts'
import { engineOf } from '../src/page/running/engine.ts'
import { judge } from '../src/page/running/judge.ts'
import { fetchScenarios } from '../src/page/running/lab-api.ts'
import { sidesOf } from '../src/page/running/results.ts'
import { runSteps, type StepRun } from '../src/page/running/run-side.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'
import { differingConfigurations } from './differing-configurations.ts'
import { generateConfigurations, configurationsOfModes } from './generate-configurations.ts'
import { toLine, type PageMessage } from './messages.ts'

// Runs the scenarios of the query in this browser, or every one if it names none, one side after the other,
// and reports each through the console. With `generated`, it compares the first steps with what is expected
// of them, and that many configurations with what is predicted.

/** How long a text may take to reach the console. */
const settleMilliseconds = 400

const query = new URLSearchParams(location.search)
const wanted = query.getAll('scenario')
const generated = Number(query.get('generated'))

report({ kind: 'started' })
try {
  for (const view of await fetchScenarios()) {
    if (wanted.length > 0 && !wanted.includes(view.id)) continue
    for (const side of sidesOf(view)) {
      const { steps = [], expected = [] } = view[side] ?? {}
      const ran = await runSteps({ scenario: view.id, side }, steps)
      await new Promise((resolve) => setTimeout(resolve, settleMilliseconds))
      const recorded = ran.map(({ outcome, recorded }) => ({ outcome, recorded }))
      const unexpected = unexpectedResults(ran, expected)
      report({ kind: 'ran', run: { id: view.id, side, steps: recorded, unexpected } })
    }
  }
  if (generated > 0) {
    for (const [index, { trials }] of firstSteps.entries()) {
      const differing = await differingTrials(trials)
      const comparison = { name: `step ${index + 1}`, count: trials.length, differing }
      report({ kind: 'compared', comparison })
    }
    const seed = Number(query.get('seed'))
    const all = [...generateConfigurations(seed, generated), ...configurationsOfModes()]
    const configurations = all.filter(isPredictable)
    const differing = await differingConfigurations(configurations)
    const { length: count } = configurations
    report({ kind: 'compared', comparison: { name: 'configurations', count, differing } })
  }
  report({ kind: 'done' })
} catch (error) {
  report({ kind: 'failed', error: String(error) })
}

async function differingTrials(trials: (typeof firstSteps)[number]['trials']): Promise<string[]> {
  const lines: string[] = []
  for (const { title, server, steps, expected } of trials) {
    const ran = await runSteps({ custom: server }, steps)
    lines.push(...unexpectedResults(ran, expected).map((line) => `${title}: ${line}`))
  }
  return lines
}

function unexpectedResults(ran: readonly StepRun[], expected: readonly Expected[]): string[] {
  const engine = engineOf(navigator.userAgent)
  return ran.flatMap((step, index) =>
    judge(step, expected[index], engine)
      .comparisons.filter(({ holds }) => !holds)
      .map(
        ({ what, expected, actual }) =>
          `step ${index + 1}: ${what}: expected ${expected}, actual ${actual}`,
      ),
  )
}

function report(message: PageMessage): void {
  console.log(toLine(message))
}
