import type { Check, CheckResult, CheckFinding } from './check.ts'
import { checks, checksSideBySide, firstCheck, lastChecks } from './checks/index.ts'
import type { Exchange } from './exchange.ts'
import { diagnose, observationsOf } from './diagnose.ts'
import { recording, type CachingClient } from './http/caching-client.ts'
import { valueOf } from './http/header-lines.ts'
import { createObserver, type Observer } from './observe.ts'
import type { Plan } from './plan.ts'
import type { Steps } from './progress.ts'
import { watchClient } from './watch-requests.ts'

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
  /** False if a request of a check got no usable response: the check may have missed a fault. */
  complete: boolean
}

/** Work that runs during the HTTP checks. */
export interface Meanwhile<Beside> {
  /** Called after the response to the first request. */
  onReachable: () => void
  /**
   * Called when the concurrent checks start, unless equal requests got different responses. The last checks
   * wait for it.
   *
   * @param findings of the first check and of the concurrent checks, when they have ended
   */
  sideBySide: (findings: Promise<readonly CheckFinding[]>) => Promise<Beside>
}

/** Runs the HTTP checks, if the target responds to the first request. */
export async function runHttpChecks<Beside>(
  { plan, http, steps }: Run,
  meanwhile: Meanwhile<Beside>,
): Promise<HttpResults & { beside?: Beside | undefined }> {
  const [main] = plan.needs
  const observer = createObserver(plan, http)
  const first = main && (await observer.actual(plan.origins[0], main))
  if (!first?.response)
    return {
      findings: [],
      skipped: [],
      ...(await unreached(observer, first)),
      reachable: false,
      complete: false,
    }

  meanwhile.onReachable()
  const findings: CheckFinding[] = []
  const skipped: HttpResults['skipped'] = []
  let complete = true
  const run = async (check: Check) => {
    const result = await steps.during(check.title, (onRequest) =>
      runCheck(check, plan, watchClient(http, onRequest)),
    )
    findings.push(...result.findings)
    skipped.push(...result.skipped)
    complete &&= result.complete
  }
  await run(firstCheck)
  const inconsistent = findings.length > 0
  if (inconsistent)
    skipped.push({
      check: 'all checks that need consistent responses',
      reason: 'Equal requests get different responses. Fix that first, then run again.',
    })
  const isMeaningful = (check: Check) => !inconsistent || check.toleratesInconsistency
  steps.leaveOut(checks.filter((check) => !isMeaningful(check)).length)
  const found = Promise.all(checksSideBySide.filter(isMeaningful).map(run)).then(() => findings)
  const [, beside] = await Promise.all([
    found,
    inconsistent ? undefined : meanwhile.sideBySide(found),
  ])
  for (const check of lastChecks.filter(isMeaningful)) await run(check)
  return { findings, skipped, reachable: true, complete, beside }
}

/** The result of one check. */
export interface CheckRun extends Required<CheckResult> {
  /** False if one of its requests got no usable response. */
  complete: boolean
}

/** Runs a check, and adds the requests without a usable response to `skipped`. */
export async function runCheck(check: Check, plan: Plan, http: CachingClient): Promise<CheckRun> {
  const own = recording(http)
  const { findings, skipped = [] } = await check.run(createObserver(plan, own))
  const { cutOff } = own
  // The allowed-origins check reports failed requests of the pages.
  const probes = own.undetermined.filter((exchange) => !isOfPage(exchange, plan))
  const reasons = check.reportsNetworkErrors ? [] : probes.map(whyUndetermined)
  if (cutOff !== undefined) reasons.push(cutOff)
  return {
    findings,
    skipped: [...skipped, ...reasons.map((reason) => ({ check: check.title, reason }))],
    complete: reasons.length === 0,
  }
}

function isOfPage({ request }: Exchange, { origins, needs }: Plan): boolean {
  return (
    origins.includes(valueOf(request.headers, 'origin') ?? '') &&
    needs.some(({ method, url }) => method === request.method && url === request.url)
  )
}

function whyUndetermined({ request, networkError, response }: Exchange): string {
  const origin = valueOf(request.headers, 'origin')
  const name = `${request.method} ${request.url}${origin === undefined ? '' : ` from ${origin}`}`
  return networkError
    ? `${name} got no response: ${networkError.message}`
    : `${name} was rejected by a rate limit (status ${response?.status ?? 0}).`
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
