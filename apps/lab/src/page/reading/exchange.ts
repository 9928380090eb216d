import type { Act, Outcome, Recorded, Verdict } from '../../shared/types.ts'

/** An act with all that a diagram of it draws. */
export interface Exchange {
  act: Act
  /** The page's origin on stage. */
  origin: string
  isSameSite: boolean
  recorded: readonly Recorded[]
  outcome: Outcome
  verdict: Verdict
  /** What the server recorded in the acts before. */
  earlier: readonly Recorded[]
}
