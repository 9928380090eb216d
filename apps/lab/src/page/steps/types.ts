import type { Step, CustomResponses, Expected } from '../../shared/types.ts'

/** A word of the standard, explained where it first appears. */
export interface Term {
  term: string
  meaning: string
}

/** A server, the requests that pages send to it, and the expected result of each. */
export interface Trial {
  title: string
  /** The response to a preflight, and the one to every other request. */
  server: CustomResponses
  steps: readonly Step[]
  expected: readonly Expected[]
}

/** One of the five steps for a reader who is new to CORS. Code in a text is between backticks. */
export interface FirstStep {
  title: string
  /** One sentence: the question of the step. */
  question: string
  intro: readonly string[]
  terms: readonly Term[]
  /** Each server has the headers of the one before, and one addition. */
  trials: readonly Trial[]
  conclusion: readonly string[]
  /** Ids of scenarios that show what goes wrong here. */
  scenarios: readonly string[]
}
