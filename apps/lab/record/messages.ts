import type { RecordedStep } from '../src/recorded/types.ts'

/** A run of the lab, as the page did it. */
export interface PageRun {
  /** See lab-runs.ts. */
  key: string
  steps: readonly RecordedStep[]
  /** Results that are not as expected, one line for each. */
  unexpected: readonly string[]
}

/** Generated configurations, compared with what is predicted. */
export interface PageComparison {
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
