import type { Expected } from '../../shared/types.ts'
import { compare, expectedElsewhere, expectedIn, type Comparison } from './compare.ts'
import type { Engine } from './engine.ts'
import type { StepRun } from './run-side.ts'

/** A step, compared with what is expected of it. */
export interface JudgedStep extends StepRun {
  comparisons: readonly Comparison[]
  /** A sentence for each other engine with a different expected result. */
  elsewhere: readonly string[]
}

/** Compares a step with what is expected in the engine that ran it. */
export function judge(step: StepRun, expected: Expected | undefined, engine: Engine): JudgedStep {
  if (!expected) return { ...step, comparisons: [], elsewhere: [] }
  return {
    ...step,
    comparisons: compare(expectedIn(expected, engine), step.outcome, step.recorded),
    elsewhere: expectedElsewhere(expected, engine),
  }
}

/** Whether all steps went as expected. */
export function isAsExpected(steps: readonly JudgedStep[]): boolean {
  return steps.every(({ comparisons }) => comparisons.every(({ holds }) => holds))
}
