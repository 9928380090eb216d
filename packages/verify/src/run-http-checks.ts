import type { Check, CheckResult, CheckFinding } from './check.ts'
import { consistency } from './checks/consistency.ts'
import { checks } from './checks/index.ts'
import { slowOrigin } from './checks/slow-origin.ts'
import type { Exchange } from './exchange.ts'
import { diagnose, observationsOf } from './diagnose.ts'
import { withCutOff, type CachingClient } from './http/caching-client.ts'
import { createObserver, type Observer } from './observe.ts'
import type { Plan } from './plan.ts'
import type { Steps } from './progress.ts'

/** The plan, HTTP client and progress of a run. */
export interface Run {
  plan: Plan
  http: CachingClient
  steps: Steps
}

/** The results of the HTTP checks. */
export interface HttpResults extends Required<CheckResult> {
  /** The target responded to the first request. */
  reachable: boolean
}

/** The checks side by side, and `consistency` and `slowOrigin` around them. */
export const httpSteps = checks.length + 2

/** Runs the HTTP checks, if the target responds to the first request. */
export async function runHttpChecks({ plan, http, steps }: Run): Promise<HttpResults> {
  const [main] = plan.needs
  const observer = createObserver(plan, http)
  const first = main && (await observer.actual(plan.origins[0], main))
  if (!first?.response)
    return { findings: [], skipped: [], ...(await unreached(observer, first)), reachable: false }

  const findings: CheckFinding[] = []
  const skipped: HttpResults['skipped'] = []
  const run = async (check: Check) => {
    const result = await steps.during(check.title, () => runCheck(check, plan, http))
    findings.push(...result.findings)
    skipped.push(...result.skipped)
  }
  await run(consistency)
  const shaky = findings.length > 0
  if (shaky)
    skipped.push({
      check: 'all checks that need consistent responses',
      reason: 'Equal requests get different responses: fix that first.',
    })
  const sensible = checks.filter((check) => !shaky || check.toleratesInconsistency)
  steps.leaveOut(checks.length - sensible.length)
  await Promise.all(sensible.map(run))
  // Measures time, so nothing else runs beside it.
  await run(slowOrigin)
  return { findings, skipped, reachable: true }
}

/** A check that a limit of the run cut off is listed, beside what it found until then. */
async function runCheck(
  check: Check,
  plan: Plan,
  http: CachingClient,
): Promise<Required<CheckResult>> {
  const own = withCutOff(http)
  const { findings, skipped = [] } = await check.run(createObserver(plan, own))
  const { cutOff } = own
  if (cutOff === undefined) return { findings, skipped }
  return { findings, skipped: [...skipped, { check: check.title, reason: cutOff }] }
}

async function unreached(
  observer: Observer,
  exchange: Exchange | undefined,
): Promise<Partial<CheckResult>> {
  const [need] = observer.plan.needs
  const [origin] = observer.plan.origins
  if (!need || !exchange) return {}
  const { request, cutOff } = exchange
  if (cutOff !== undefined)
    return { skipped: [{ check: `${request.method} ${request.url}`, reason: cutOff }] }
  const observation = { need: { ...need, named: true }, origin, actual: exchange }
  return { findings: await diagnose(observationsOf(observer, [observation])) }
}
