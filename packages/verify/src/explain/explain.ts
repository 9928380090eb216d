import type { Draft } from '../check.ts'
import type { Plan } from '../plan.ts'
import type { Finding } from '../report.ts'
import { about } from './about.ts'
import { fixFor } from './fixes.ts'

/** Puts title, fix and link to what a check found. */
export function explain(draft: Draft, plan: Plan): Finding {
  const { title, affects, spec } = about[draft.code]
  return {
    code: draft.code,
    severity: draft.severity,
    title: draft.title ?? title,
    seen: draft.seen,
    needed: draft.needed,
    affects,
    fix: fixFor(draft.code, plan),
    spec,
    evidence: draft.evidence,
  }
}
