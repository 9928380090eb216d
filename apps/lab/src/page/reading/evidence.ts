import type { Step, Outcome, Recorded } from '../../shared/types.ts'

/** A step, the page's origin on stage, and all that is known of what came of it. */
export interface Evidence {
  step: Step
  origin: string
  recorded: readonly Recorded[]
  outcome: Outcome
  /** What the steps before it have left in the browser's cache. */
  earlier?: readonly Recorded[]
}
