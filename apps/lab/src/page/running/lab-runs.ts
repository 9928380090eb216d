import { scenarioKey, trialKey } from '../../recorded/run-key.ts'
import type { Expected, ScenarioView, Step } from '../../shared/types.ts'
import { firstSteps } from '../steps/first-steps.ts'
import type { RunRequest } from './lab-api.ts'
import { sidesOf } from './results.ts'

/** Steps that pages do against one server, with the expected result of each. */
export interface LabRun {
  /** See run-key.ts. */
  key: string
  request: RunRequest
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** Returns a run for each side of a scenario. */
export function runsOfScenario(view: ScenarioView): LabRun[] {
  return sidesOf(view).map((side) => {
    const { steps = [], expected = [] } = view[side] ?? {}
    const key = scenarioKey(view.id, side)
    return { key, request: { scenario: view.id, side }, steps, expected }
  })
}

/**
 * Returns a run for each trial of a first step.
 *
 * @param step from 1
 */
export function runsOfFirstStep(step: number): LabRun[] {
  return (firstSteps[step - 1]?.trials ?? []).map(({ server, steps, expected }, index) => {
    const key = trialKey(step, index + 1)
    return { key, request: { custom: server }, steps, expected }
  })
}

/** Returns every run of the lab: of the scenarios, then of the first steps. */
export function allRuns(views: readonly ScenarioView[]): LabRun[] {
  const ofSteps = firstSteps.flatMap((_, index) => runsOfFirstStep(index + 1))
  return [...views.flatMap(runsOfScenario), ...ofSteps]
}
