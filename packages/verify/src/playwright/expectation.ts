import type { BrowserDriver } from '../browser/types.ts'
import type { CheckFinding } from '../check.ts'
import type { Plan } from '../plan.ts'
import type { Session } from './session.ts'

/** The result of the test of an expectation, which holds if there is no finding. */
export interface Result {
  findings: readonly CheckFinding[]
  /** Findings of severity `info`, which fail no test. */
  notes?: readonly CheckFinding[]
  /** Why the expectation cannot be tested. */
  skipped?: string
  /** How the expectation was tested or why it fails, where a reader would not expect it. */
  remark?: string
}

/** The result of an expectation that holds. */
export const holds: Result = { findings: [] }

/** A session with pages in the browser of the project. */
export interface PageSession extends Session {
  driver: BrowserDriver
  /** The cookies of the configuration, set in the browser with attributes with which it sends them. */
  planted: Plan['cookies']
}

/** One expectation of a configuration, and how it is tested: with a browser, or over HTTP. */
export type Expectation =
  | { title: string; over: 'browser'; test: (session: PageSession) => Promise<Result> }
  | { title: string; over: 'http'; test: (session: Session) => Promise<Result> }
