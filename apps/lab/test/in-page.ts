import type { ScenarioView } from '../src/shared/types.ts'
import { differences, predict } from '../src/page/build/predict.ts'
import { responsesOf, actionOf, type Configuration } from '../src/page/build/configuration.ts'
import type { JudgedStep } from '../src/page/running/judge.ts'
import { resultOf, sidesOf } from '../src/page/running/results.ts'
import { runSteps, runSide } from '../src/page/running/run-side.ts'
import { firstSteps } from '../src/page/steps/first-steps.ts'

// Runs in the page: Vite serves it there beside the page's own modules.

/** Scenarios with a result that is not the expected one, and what differs. */
export async function unexpectedResults(): Promise<[id: string, what: string][]> {
  const response = await fetch('/lab/scenarios')
  const views = (await response.json()) as ScenarioView[]
  return views.flatMap((view): [string, string][] => {
    const lines = sidesOf(view).flatMap((side) => brokenBy(view, side))
    return lines.length === 0 ? [] : [[view.id, lines.join('\n')]]
  })
}

function brokenBy(view: ScenarioView, side: ReturnType<typeof sidesOf>[number]): string[] {
  const result = resultOf(view.id, side)
  if (result?.state === 'as expected') return []
  if (result?.state !== 'differs') return [`${side}: ${JSON.stringify(result ?? 'not run')}`]
  return unlikeExpected(side, result.steps)
}

function unlikeExpected(where: string, steps: readonly JudgedStep[]): string[] {
  return steps.flatMap(({ comparisons }, step) =>
    comparisons
      .filter(({ holds }) => !holds)
      .map(
        ({ what, expected, actual }) =>
          `${where}, step ${step + 1}: ${what}: expected ${expected}, actual ${actual}`,
      ),
  )
}

/** What differs from the expected result in one of the first steps. */
export async function differingInStep(number: number): Promise<string[]> {
  const lines: string[] = []
  for (const { title, server, ...requests } of firstSteps[number - 1]?.trials ?? [])
    lines.push(...unlikeExpected(title, await runSide({ custom: server }, requests)))
  return lines
}

/** Configurations where the prediction and this browser differ. */
export async function differing(configurations: readonly Configuration[]): Promise<string[]> {
  const found: string[] = []
  const queue = [...configurations]
  const work = async () => {
    for (let configuration = queue.shift(); configuration; configuration = queue.shift()) {
      const step = { page: configuration.page, action: actionOf(configuration) }
      const [done] = await runSteps({ custom: responsesOf(configuration) }, [step])
      const lines = done
        ? differences(configuration, predict(configuration), done.outcome, done.recorded)
        : ['It did not run.']
      if (lines.length > 0) found.push(`${lines.join(' ')} ${JSON.stringify(configuration)}`)
    }
  }
  await Promise.all([work(), work(), work(), work()])
  return found
}
