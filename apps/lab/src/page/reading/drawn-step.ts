import type { Step, Outcome, Recorded, Verdict } from '../../shared/types.ts'

/** A step with all that a diagram of it draws. */
export interface DrawnStep {
  step: Step
  /** The page's origin on stage. */
  origin: string
  isSameSite: boolean
  recorded: readonly Recorded[]
  outcome: Outcome
  verdict: Verdict
  /** What the server recorded in the steps before. */
  earlier: readonly Recorded[]
}
