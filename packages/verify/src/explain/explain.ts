import type { CheckFinding } from '../check.ts'
import type { Plan } from '../plan.ts'
import type { Finding } from '../report.ts'
import { about } from './about.ts'
import { fixFor } from './fixes.ts'

/** Puts title, fix and link to what a check found. */
export function explain(finding: CheckFinding, plan: Plan): Finding {
  const { title, impact, reference } = about[finding.code]
  return {
    code: finding.code,
    severity: finding.severity,
    title: finding.title ?? title,
    ...(finding.cause !== undefined && { cause: finding.cause }),
    ...(finding.otherCauses && { otherCauses: finding.otherCauses }),
    observed: finding.observed,
    expected: finding.expected,
    impact,
    fix: fixFor(finding.code, plan),
    reference,
    evidence: finding.evidence,
  }
}
