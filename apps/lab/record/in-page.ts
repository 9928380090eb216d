import type { Expected } from '../src/shared/types.ts'
import { isPredictable } from '../src/page/build/predict.ts'
import { engineOf } from '../src/page/running/engine.ts'
import { judge } from '../src/page/running/judge.ts'
import { fetchScenarios } from '../src/page/running/lab-api.ts'
import { allRuns, runsOfScenario } from '../src/page/running/lab-runs.ts'
import { runSteps, type StepRun } from '../src/page/running/run-side.ts'
import { differingConfigurations } from './differing-configurations.ts'
import { generateConfigurations, configurationsOfModes } from './generate-configurations.ts'
import { toLine, type PageMessage } from './messages.ts'

// Does the runs of the lab in this browser, one after the other: all, or those of the scenarios in the query.
// It reports each run through the console. With `generated` in the query, it compares that many generated
// configurations with their predictions.

/** The time in which the texts of a run reach the console. */
const settleMilliseconds = 400

const query = new URLSearchParams(location.search)
const ids = query.getAll('scenario')
const generated = Number(query.get('generated'))

report({ kind: 'started' })
try {
  const views = await fetchScenarios()
  const runs =
    ids.length > 0
      ? views.filter(({ id }) => ids.includes(id)).flatMap(runsOfScenario)
      : allRuns(views)
  for (const { key, request, steps, expected } of runs) {
    const ran = await runSteps(request, steps)
    await new Promise((resolve) => setTimeout(resolve, settleMilliseconds))
    const recorded = ran.map(({ outcome, recorded }) => ({ outcome, recorded }))
    const unexpected = unexpectedResults(ran, expected)
    report({ kind: 'ran', run: { key, steps: recorded, unexpected } })
  }
  if (generated > 0) {
    const seed = Number(query.get('seed'))
    const all = [...generateConfigurations(seed, generated), ...configurationsOfModes()]
    const configurations = all.filter(isPredictable)
    const differing = await differingConfigurations(configurations)
    report({ kind: 'compared', comparison: { count: configurations.length, differing } })
  }
  report({ kind: 'done' })
} catch (error) {
  report({ kind: 'failed', error: String(error) })
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
