import type { Step, Outcome, Recorded, Verdict } from '../../shared/types.ts'

/** A step with the data for its diagram. */
export interface DrawnStep {
  step: Step
  /** The configured origin of the page. */
  origin: string
  /** Whether the page and the API are same-site. */
  isSameSite: boolean
  recorded: readonly Recorded[]
  outcome: Outcome
  verdict: Verdict
  /** The exchanges of the steps before. */
  earlier: readonly Recorded[]
}
