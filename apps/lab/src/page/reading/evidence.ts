import type { Act, Outcome, Recorded } from '../../shared/types.ts'

/** An act, the page's origin on stage, and all that is known of what came of it. */
export interface Evidence {
  act: Act
  origin: string
  recorded: readonly Recorded[]
  outcome: Outcome
  /** What the acts before it have left in the browser's cache. */
  earlier?: readonly Recorded[]
}
