import type { Step, Outcome, Recorded } from '../../shared/types.ts'

/** A step and its result, from which a verdict is derived. */
export interface Evidence {
  step: Step
  /** The configured origin of the page. */
  origin: string
  recorded: readonly Recorded[]
  outcome: Outcome
  /** The exchanges of the steps before, whose responses can be in the browser's cache. */
  earlier?: readonly Recorded[]
}
