import type { BrowserDriver } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import type { Plan } from '../plan.ts'
import type { Session } from './session.ts'

/** What came of an expectation. It holds if there is no finding. */
export interface Result {
  findings: readonly CheckFinding[]
  /** Findings of severity `info`, which fail no test. */
  notes?: readonly CheckFinding[]
  /** Why the expectation cannot be tested. */
  skipped?: string
  /** What a reader would not expect: how it was tested, or why it fails. */
  remark?: string
}

export const holds: Result = { findings: [] }

/** A page of the project's browser, and the requests over HTTP beside it. */
export interface PageSession extends Session {
  driver: BrowserDriver
  /** The cookies of the configuration. They get attributes with which browsers send them. */
  planted: Plan['cookies']
}

/** One expectation of a configuration, and how it is tested: with a browser, or over HTTP. */
export type Expectation =
  | { title: string; over: 'browser'; test: (session: PageSession) => Promise<Result> }
  | { title: string; over: 'http'; test: (session: Session) => Promise<Result> }
