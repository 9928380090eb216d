import type { Observer } from './observe.ts'
import type { Evidence, FindingCode, Severity, Skipped } from './report.ts'

/** What a check found, before titles, fixes and links are put to it. */
export interface CheckFinding {
  code: FindingCode
  severity: Severity
  /** Where the usual title of the code does not say enough. */
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
  /** What it looks at, for the progress line. */
  title: string
  /** It makes sense even when the same request is answered now this way, now that. */
  toleratesInconsistency?: true
  run: (observer: Observer) => Promise<CheckResult>
}
