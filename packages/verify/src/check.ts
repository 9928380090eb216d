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
  /** Causes that explain it equally well. */
  otherCauses?: readonly string[]
  /** The requests of the allowed pages that fail for it, as `requestKey` writes them. */
  requests?: readonly string[]
  observed: string
  expected: string
  /** Replaces the default reference of the code. */
  reference?: string
  /** The values that the fix needs. */
  about?: FindingAbout
  evidence: Evidence[]
}

/** Findings with equal keys are one finding. */
export function findingKey({ code, severity, title }: CheckFinding): string {
  return [code, severity, title].join()
}

/** Names one request of one page. */
export function requestKey(origin: string, { method, url, headers }: Need): string {
  return [origin, method, url, ...headers].join(' ')
}

/** The entry of a check that did not run, because the page cannot read the target. */
export function needsReadable(check: string, { method, url }: Need): Skipped {
  return { check, reason: `The page cannot read ${method} ${url}. Fix that first, then run again.` }
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
  /** Its findings name the requests that got no response: nothing is left undetermined. */
  reportsNetworkErrors?: true
  run: (observer: Observer) => Promise<CheckResult>
}
