import type { SideName } from '../src/page/running/side-name.ts'
import type { RecordedStep } from '../src/recorded/types.ts'

/** One side of a scenario, as the page ran it. */
export interface PageRun {
  id: string
  side: SideName
  steps: readonly RecordedStep[]
  /** Results that are not as expected, one line for each. */
  unexpected: readonly string[]
}

/** A comparison of this browser with what is expected or predicted. */
export interface PageComparison {
  /** `step 1` to `step 5`, or `configurations`. */
  name: string
  /** How many were compared. */
  count: number
  /** A line for each that differs. */
  differing: readonly string[]
}

/** A message of the page. It goes through the console, so that it stands in order with the texts there. */
export type PageMessage =
  | { kind: 'started' }
  | { kind: 'ran'; run: PageRun }
  | { kind: 'compared'; comparison: PageComparison }
  | { kind: 'failed'; error: string }
  | { kind: 'done' }

const prefix = 'lab-record '

/** Returns the console line for a message. */
export function toLine(message: PageMessage): string {
  return prefix + JSON.stringify(message)
}

/** Reads a console line. @returns undefined if it is not a message of the page */
export function fromLine(line: string): PageMessage | undefined {
  return line.startsWith(prefix)
    ? (JSON.parse(line.slice(prefix.length)) as PageMessage)
    : undefined
}
