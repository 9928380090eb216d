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

  for (const probe of await browserProbes(observer, httpFindings)) {
    if (signal.aborted) break
    const outcome = await send(driver, observer, probe)
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
