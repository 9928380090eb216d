import type { CheckFinding } from '../check.ts'
import type { Finding, Fix } from '../report.ts'
import { about } from './about.ts'

/**
 * Converts a finding of a check to a finding of the report: adds the title, the impact, the fix and the link.
 *
 * @param fixesOf finds the fixes for the stacks of the run
 */
export function explain(finding: CheckFinding, fixesOf: (finding: CheckFinding) => Fix[]): Finding {
  const { title, impact, reference } = about[finding.code]
  return {
    code: finding.code,
    severity: finding.severity,
    title: finding.title ?? title,
    ...(finding.cause !== undefined && { cause: finding.cause }),
    ...(finding.otherCauses && { otherCauses: finding.otherCauses }),
    observed: finding.observed,
    expected: finding.expected,
    impact: finding.impact ?? impact,
    fix: fixesOf(finding),
    reference: finding.reference ?? reference,
    evidence: finding.evidence,
  }
}
