import type { BrowserDriver, PageOutcome } from '../browser/types.ts'
import { findingKey, type CheckFinding } from '../check.ts'
import { timeIsUp } from '../http/attempt.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import type { Observer } from '../observe.ts'
import { ownHeaders } from '../page-headers.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import { checkStreams, checkWebSockets } from './connections.ts'
import { browserProbes, type Probe } from './probes.ts'
import { blockedCookies, disagreement, evidenceFrom, notSent, notCors } from './findings.ts'

/** The results of the browser checks. */
export interface BrowserResults {
  /** By `findingKey`: what the browser reported of it. */
  evidence: ReadonlyMap<string, readonly Evidence[]>
  findings: CheckFinding[]
  disagreements: Disagreement[]
  skipped: Skipped[]
  /** False if the run's time was up before all probes were sent. */
  complete: boolean
}

/**
 * Sends every probe without side effects from a real browser, and compares the result with
 * the prediction. The browser is right; where they differ, this package has a bug.
 *
 * @param signal aborted when the run's time is up; no further probe is then sent
 */
export async function runBrowserChecks(
  driver: BrowserDriver,
  observer: Observer,
  httpFindings: readonly CheckFinding[],
  signal: AbortSignal,
): Promise<BrowserResults> {
  const evidence = new Map<string, Evidence[]>()
  const findings: CheckFinding[] = []
  const disagreements: Disagreement[] = []
  const skipped: Skipped[] = []
  const add = (finding: CheckFinding | undefined, entry: Evidence) => {
    if (!finding) return
    const key = findingKey(finding)
    evidence.set(key, [...(evidence.get(key) ?? []), entry])
  }

  const probes = await browserProbes(observer, httpFindings)
  const outcomes = await sendAll(driver, observer, probes, signal)
  for (const probe of probes) {
    const outcome = outcomes.get(probe)
    if (!outcome) continue
    if (outcome.noPage !== undefined) {
      skipped.push(notSent(driver, probe, outcome.noPage))
      continue
    }
    if (outcome.notCors !== undefined) {
      // A page of another origin may be unable to send the request at all, as from https to http.
      if (observer.plan.origins.includes(probe.origin))
        findings.push(notCors(driver, probe, outcome.notCors))
      continue
    }
    const agreed = outcome.readable === probe.expected.allowed
    if (!agreed) disagreements.push(disagreement(driver, probe, outcome))
    else add(probe.finding, evidenceFrom(driver, probe, outcome))
    findings.push(...blockedCookies(driver, observer, probe, outcome))
  }
  const complete = !signal.aborted
  if (complete) {
    await checkStreams(driver, observer, httpFindings, add, disagreements, skipped)
    await checkWebSockets(driver, observer, httpFindings, add)
  } else skipped.push({ check: driver.version, reason: timeIsUp })
  return { evidence, findings, disagreements, skipped, complete }
}

/**
 * Sends the probes: those of each of the user's pages one after another, beside those of the page that
 * all other origins share.
 *
 * @returns the outcomes; without those that were not sent before the run's time was up
 */
async function sendAll(
  driver: BrowserDriver,
  observer: Observer,
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<Map<Probe, PageOutcome>> {
  const { origins } = observer.plan
  const outcomes = new Map<Probe, PageOutcome>()
  const isOf = (origin: string | undefined) => (probe: Probe) =>
    origin === undefined ? !origins.includes(probe.origin) : probe.origin === origin
  await Promise.all(
    [...origins, undefined].map(async (origin) => {
      for (const probe of probes.filter(isOf(origin))) {
        if (signal.aborted) return
        outcomes.set(probe, await send(driver, observer, probe))
      }
    }),
  )
  return outcomes
}

function send(
  driver: BrowserDriver,
  { plan }: Observer,
  { origin, need }: Probe,
): Promise<PageOutcome> {
  const write = isUnsafe(need.method) && need.headers.includes('content-type')
  return driver.fetchFrom(origin, {
    url: need.url,
    method: need.method,
    headers: Object.fromEntries(ownHeaders(need.headers, plan.headerValues)),
    credentials: plan.credentials ? 'include' : 'omit',
    ...(write && { body: '{}' }),
  })
}
