import type { BrowserHalf } from './browser-half/index.ts'
import type { Draft } from './check.ts'
import { explain } from './explain/explain.ts'
import type { Plan } from './plan.ts'
import { findingCodes, severities, type Finding, type Report } from './report.ts'

/**
 * Makes findings of what both halves saw: one for each fault, worst first.
 *
 * @param half what a browser said; undefined if none was asked
 */
export function assemble(
  drafts: readonly Draft[],
  half: BrowserHalf | undefined,
  plan: Plan,
): Finding[] {
  return merge(united(drafts), half)
    .map((draft) => explain(draft, plan))
    .sort(bySeverity)
}

/** The worst severity; notes leave it at `ok`. */
export function verdictOf(findings: readonly Finding[]): Report['verdict'] {
  const worst = severities.find((severity) =>
    findings.some((finding) => finding.severity === severity),
  )
  return worst === undefined || worst === 'note' ? 'ok' : worst
}
/** Two checks may come upon one fault: it is one finding. */
function united(drafts: readonly Draft[]): Draft[] {
  const known = new Map<string, Draft>()
  for (const draft of drafts) {
    const key = [draft.code, draft.severity, draft.title].join()
    const first = known.get(key)
    if (first) first.evidence.push(...draft.evidence)
    else known.set(key, { ...draft, evidence: [...draft.evidence] })
  }
  return [...known.values()]
}

/** What the browser said goes to the finding it proves; what only it saw comes as a finding. */
function merge(drafts: readonly Draft[], half: BrowserHalf | undefined): Draft[] {
  if (!half) return [...drafts]
  const proven = drafts.map((draft) => ({
    ...draft,
    evidence: [...draft.evidence, ...(half.evidence.get(draft.code) ?? [])],
  }))
  for (const own of half.findings) {
    const known = proven.find(({ code, title }) => code === own.code && title === own.title)
    if (known) known.evidence.push(...own.evidence)
    else proven.push({ ...own, evidence: [...own.evidence] })
  }
  return proven
}

/** Worst first, then always in the same order: checks run side by side. */
function bySeverity(a: Finding, b: Finding): number {
  return (
    severities.indexOf(a.severity) - severities.indexOf(b.severity) ||
    findingCodes.indexOf(a.code) - findingCodes.indexOf(b.code)
  )
}
