import type { RecordedStep } from '../src/recorded/types.ts'

/** A run of the lab, with the results of the page. */
export interface PageRun {
  /** The key of the run, such as `preflight-404 wrong`: see lab-runs.ts. */
  key: string
  steps: readonly RecordedStep[]
  /** Results that are not as expected, one line for each. */
  unexpected: readonly string[]
}

/** The results of generated configurations, compared with their predictions. */
export interface PageComparison {
  /** The number of configurations that were compared. */
  count: number
  /** One line for each configuration whose result differs. */
  differing: readonly string[]
}

/** A message of the page. The page logs it, so that it comes in order with the texts of the browser. */
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
