import type { Check, CheckResult, Draft } from './check.ts'
import { consistency } from './checks/consistency.ts'
import { checks } from './checks/index.ts'
import { slowOrigin } from './checks/slow-origin.ts'
import type { Exchange } from './exchange.ts'
import { evidenceOf } from './http/mask.ts'
import { noticing, type RememberingDriver } from './http/remembering.ts'
import { createObserver } from './observe.ts'
import type { Plan } from './plan.ts'
import type { Steps } from './progress.ts'

/** What a run is made with. */
export interface Run {
  plan: Plan
  http: RememberingDriver
  steps: Steps
}

/** What the header arithmetic says. */
export interface HttpHalf extends Required<CheckResult> {
  /** The target answered the first request. */
  reached: boolean
}

/** The checks side by side, and `consistency` and `slowOrigin` around them. */
export const httpSteps = checks.length + 2

/** Runs the checks, if the target answers at all. */
export async function runChecks({ plan, http, steps }: Run): Promise<HttpHalf> {
  const [main] = plan.needs
  const first = main && (await createObserver(plan, http).actual(plan.origins[0], main))
  if (!first?.answer) return { findings: [], skipped: [], ...unreached(first), reached: false }

  const findings: Draft[] = []
  const skipped: HttpHalf['skipped'] = []
  const run = async (check: Check) => {
    const result = await steps.during(check.title, () => runCheck(check, plan, http))
    findings.push(...result.findings)
    skipped.push(...result.skipped)
  }
  await run(consistency)
  const shaky = findings.length > 0
  if (shaky)
    skipped.push({
      check: 'everything that takes one answer for all',
      reason: 'Answers change from one request to the next: mend that first.',
    })
  const sensible = checks.filter((check) => !shaky || check.toleratesInconsistency)
  steps.leaveOut(checks.length - sensible.length)
  await Promise.all(sensible.map(run))
  // Measures time, so nothing else runs beside it.
  await run(slowOrigin)
  return { findings, skipped, reached: true }
}

/** A check that a limit of the run cut off is listed, beside what it found until then. */
async function runCheck(
  check: Check,
  plan: Plan,
  http: RememberingDriver,
): Promise<Required<CheckResult>> {
  const own = noticing(http)
  const { findings, skipped = [] } = await check.run(createObserver(plan, own))
  const { unfinished } = own
  if (unfinished === undefined) return { findings, skipped }
  return { findings, skipped: [...skipped, { check: check.title, reason: unfinished }] }
}

function unreached(exchange: Exchange | undefined): Partial<CheckResult> {
  if (!exchange) return {}
  const { request, noAnswer, unfinished } = exchange
  if (unfinished !== undefined)
    return { skipped: [{ check: `${request.method} ${request.url}`, reason: unfinished }] }
  const draft: Draft = {
    code: 'not-cors',
    severity: 'broken',
    title: 'The server does not answer, which no CORS header can mend',
    seen: noAnswer?.message ?? 'No answer came.',
    needed: 'A server that answers at this URL. Try it with curl first.',
    evidence: [evidenceOf(exchange)],
  }
  return { findings: [draft] }
}
