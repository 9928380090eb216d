import type { Observer } from './observe.ts'
import type { Evidence, FindingCode, Severity, Skipped } from './report.ts'

/** A finding of a check, before its title, fix and reference are added. */
export interface CheckFinding {
  code: FindingCode
  severity: Severity
  /** Replaces the default title of the code. */
  title?: string
  observed: string
  expected: string
  evidence: Evidence[]
}

export interface CheckResult {
  findings: CheckFinding[]
  skipped?: Skipped[]
}

/** A check is data: a name, and a run over what can be observed. */
export interface Check {
  id: string
  /** The subject of the check, for the progress line. */
  title: string
  /** The check is meaningful even if equal requests get different responses. */
  toleratesInconsistency?: true
  run: (observer: Observer) => Promise<CheckResult>
}
