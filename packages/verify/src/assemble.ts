import type { BrowserResults } from './run-browser-checks/index.ts'
import { findingKey, type CheckFinding } from './check.ts'
import { explain } from './explain/explain.ts'
import { findingCodes, severities, type Finding, type Fix, type Report } from './report.ts'

/**
 * Merges the findings of the HTTP checks and the browser checks: one for each fault, worst first.
 *
 * @param browser results of the browser checks; undefined if they did not run
 * @param fixesOf finds the fixes for the stacks of the run
 */
export function assemble(
  findings: readonly CheckFinding[],
  browser: BrowserResults | undefined,
  fixesOf: (finding: CheckFinding) => Fix[],
): Finding[] {
  return merge(unite(findings), browser)
    .map((finding) => explain(finding, fixesOf))
    .sort(bySeverity)
}

/**
 * Returns the worst severity. Findings of severity `info` do not count.
 *
 * @param complete false if something could not be determined: the verdict is then `incomplete`, unless it is
 * `critical` or `broken`
 */
export function verdictOf(findings: readonly Finding[], complete: boolean): Report['verdict'] {
  const has = (severity: Finding['severity']) =>
    findings.some((finding) => finding.severity === severity)
  if (has('critical')) return 'critical'
  if (has('broken')) return 'broken'
  if (!complete) return 'incomplete'
  return has('weak') ? 'weak' : 'ok'
}

/** Merges findings with equal keys, of several checks or pages, into one with the texts of all. */
function unite(findings: readonly CheckFinding[]): CheckFinding[] {
  const known = new Map<string, CheckFinding>()
  for (const finding of findings) {
    const key = findingKey(finding)
    const first = known.get(key)
    if (first) {
      first.evidence.push(...finding.evidence)
      if (!first.observed.includes(finding.observed)) first.observed += ` ${finding.observed}`
    } else known.set(key, { ...finding, evidence: [...finding.evidence] })
  }
  return [...known.values()]
}

/** Adds the browser's evidence to the findings of the HTTP checks, then the browser's own findings. */
function merge(
  findings: readonly CheckFinding[],
  browser: BrowserResults | undefined,
): CheckFinding[] {
  if (!browser) return [...findings]
  const proven = findings.map((finding) => ({
    ...finding,
    evidence: [...finding.evidence, ...(browser.evidence.get(findingKey(finding)) ?? [])],
  }))
  for (const own of browser.findings) {
    const known = proven.find(({ code, title }) => code === own.code && title === own.title)
    if (known) known.evidence.push(...own.evidence)
    else proven.push({ ...own, evidence: [...own.evidence] })
  }
  return proven
}

/** Worst first, then by code: the checks run concurrently, so their order varies. */
function bySeverity(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code)
  )
}
