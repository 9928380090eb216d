import type { Expected } from '../../shared/types.ts'
import { compare, expectedElsewhere, expectedIn, type Comparison } from './compare.ts'
import type { Engine } from './engine.ts'
import type { ActRun } from './run-side.ts'

/** An act, compared with what is expected of it. */
export interface JudgedAct extends ActRun {
  comparisons: readonly Comparison[]
  /** What is expected in other engines, where it is not the same. */
  elsewhere: readonly string[]
}

/** Compares an act with what is expected in the engine that ran it. */
export function judge(act: ActRun, expected: Expected | undefined, engine: Engine): JudgedAct {
  if (!expected) return { ...act, comparisons: [], elsewhere: [] }
  return {
    ...act,
    comparisons: compare(expectedIn(expected, engine), act.outcome, act.recorded),
    elsewhere: expectedElsewhere(expected, engine),
  }
}

/** Whether all acts went as expected. */
export function isAsExpected(acts: readonly JudgedAct[]): boolean {
  return acts.every(({ comparisons }) => comparisons.every(({ holds }) => holds))
}
