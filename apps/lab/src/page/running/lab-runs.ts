import type { Expected, ScenarioView, Step } from '../../shared/types.ts'
import { firstSteps } from '../steps/first-steps.ts'
import type { Trial } from '../steps/types.ts'
import type { RunRequest } from './lab-api.ts'
import { sidesOf, type SideName } from './side-name.ts'

/** A server, the steps that pages do with it, and the expected result of each. */
export interface LabRun {
  /** `max-age-zero wrong` for a side of a scenario, `step 2 1` for the first trial of the second first step. */
  key: string
  request: RunRequest
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** Returns the key of the run of a side. */
export function scenarioKey(id: string, side: SideName): string {
  return `${id} ${side}`
}

/** Returns the run of a side of a scenario. */
export function runOfSide(view: ScenarioView, side: SideName): LabRun {
  const { steps = [], expected = [] } = view[side] ?? {}
  const key = scenarioKey(view.id, side)
  return { key, request: { scenario: view.id, side }, steps, expected }
}

/**
 * Returns the run of a trial of the first steps.
 *
 * @param step from 1
 * @param number of the trial within its step, from 1
 */
export function runOfTrial(
  step: number,
  number: number,
  { server, steps, expected }: Trial,
): LabRun {
  return { key: `step ${step} ${number}`, request: { custom: server }, steps, expected }
}

/** Returns a run for each side of a scenario. */
export function runsOfScenario(view: ScenarioView): LabRun[] {
  return sidesOf(view).map((side) => runOfSide(view, side))
}

/**
 * Returns a run for each trial of a first step.
 *
 * @param step from 1
 */
export function runsOfFirstStep(step: number): LabRun[] {
  const { trials = [] } = firstSteps[step - 1] ?? {}
  return trials.map((trial, index) => runOfTrial(step, index + 1, trial))
}

/** Returns every run of the lab: of the scenarios, then of the first steps. */
export function allRuns(views: readonly ScenarioView[]): LabRun[] {
  const ofSteps = firstSteps.flatMap((_, index) => runsOfFirstStep(index + 1))
  return [...views.flatMap(runsOfScenario), ...ofSteps]
}
