import type { FindingAbout } from './finding-about.ts'
import type { Observer } from './observe.ts'
import type { Need } from './plan.ts'
import type { Evidence, FindingCode, Severity, Skipped } from './report.ts'

/** A finding of a check, before its title, fix and reference are added. */
export interface CheckFinding {
  code: FindingCode
  severity: Severity
  /** Replaces the default title of the code. */
  title?: string
  /** The id of the cause that explains it, if one is known. */
  cause?: string
  /** The ids of causes that explain it equally well. */
  otherCauses?: readonly string[]
  /** The requests of the allowed pages that fail for this reason, as `requestKey` returns them. */
  requests?: readonly string[]
  observed: string
  expected: string
  /** Replaces the default impact of the code. */
  impact?: string
  /** Replaces the default reference of the code. */
  reference?: string
  /** The values that the fix needs. */
  about?: FindingAbout
  evidence: Evidence[]
}

/** Returns the key of a finding: findings with equal keys are merged. */
export function findingKey({ code, severity, title }: CheckFinding): string {
  return [code, severity, title].join()
}

/** Returns the key of one request of one page. */
export function requestKey(origin: string, { method, url, headers }: Need): string {
  return [origin, method, url, ...headers].join(' ')
}

/** The entry of a check that did not run, because the page cannot read the target. */
export function needsReadable(check: string, { method, url }: Need): Skipped {
  return { check, reason: `The page cannot read ${method} ${url}. Fix that first, then run again.` }
}

/** The findings of a check, and the parts of it that did not run. */
export interface CheckResult {
  findings: CheckFinding[]
  skipped?: Skipped[]
}

/** A check, as data. */
export interface Check {
  id: string
  /** The subject of the check, for the progress line. */
  title: string
  /** The check is meaningful even if equal requests get different responses. */
  toleratesInconsistency?: true
  /** Its findings report requests that got no response, so these do not make the run incomplete. */
  reportsNetworkErrors?: true
  run: (observer: Observer) => Promise<CheckResult>
}
