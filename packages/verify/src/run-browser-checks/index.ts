import type { BrowserDriver, PageOutcome } from '../browser/types.ts'
import { findingKey, type CheckFinding } from '../check.ts'
import { timeIsUp } from '../http/attempt.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import type { Observer } from '../observe.ts'
import { ownHeaders } from '../page-headers.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import { checkStreams, checkWebSockets } from './connections.ts'
import { browserProbes, findingOf, type Probe } from './probes.ts'
import {
  blockedCookies,
  disagreement,
  evidenceFrom,
  notCompared,
  notCors,
  notSent,
} from './findings.ts'
import { sendConfirmed, type Confirmed } from './send-confirmed.ts'

/** The results of the browser checks. */
export interface BrowserResults {
  /** The browser's evidence for findings of the HTTP checks, by `findingKey`. */
  evidence: ReadonlyMap<string, readonly Evidence[]>
  findings: CheckFinding[]
  disagreements: Disagreement[]
  skipped: Skipped[]
  /** False if the time limit of the run was reached before all probes were sent. */
  complete: boolean
}

/**
 * Sends every probe without side effects from a real browser, and compares the result with
 * the prediction. A difference is a bug in this package, not in the browser.
 *
 * @param httpFindings awaited when the probes have been sent
 * @param signal aborted at the time limit of the run; no further probe is then sent
 */
export async function runBrowserChecks(
  driver: BrowserDriver,
  observer: Observer,
  httpFindings: Promise<readonly CheckFinding[]>,
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

  const sent = await sendAll(driver, observer, await browserProbes(observer), signal)
  const found = await httpFindings
  for (const { probe, outcome, changed } of sent) {
    if (outcome.noPage !== undefined) {
      skipped.push(notSent(driver, probe, outcome.noPage))
      continue
    }
    if (outcome.notCors !== undefined) {
      // Mixed content, for example, blocks the request of a disallowed https page to an http target.
      if (observer.plan.origins.includes(probe.origin))
        findings.push(notCors(driver, probe, outcome.notCors))
      continue
    }
    if (changed !== undefined) skipped.push(notCompared(driver, probe, changed))
    else if (outcome.readable !== probe.expected.allowed)
      disagreements.push(disagreement(driver, probe, outcome))
    else add(findingOf(probe, observer.plan, found), evidenceFrom(driver, probe, outcome))
    findings.push(...blockedCookies(driver, observer, probe, outcome))
  }
  const complete = !signal.aborted
  if (complete) {
    await checkStreams(driver, observer, found, add, disagreements, skipped)
    await checkWebSockets(driver, observer, found, add)
  } else skipped.push({ check: driver.version, reason: timeIsUp })
  return { evidence, findings, disagreements, skipped, complete }
}

/** A probe that was sent. */
interface Sent extends Confirmed {
  probe: Probe
}

/**
 * Sends the probes of each page in sequence, and those of different pages concurrently. All origins that are
 * not the user's share one page.
 *
 * @returns in the order of the probes; without those that were not sent before the time limit of the run
 */
async function sendAll(
  driver: BrowserDriver,
  observer: Observer,
  probes: readonly Probe[],
  signal: AbortSignal,
): Promise<Sent[]> {
  const { origins } = observer.plan
  const sent = new Map<Probe, Sent>()
  const isOf = (origin: string | undefined) => (probe: Probe) =>
    origin === undefined ? !origins.includes(probe.origin) : probe.origin === origin
  await Promise.all(
    [...origins, undefined].map(async (origin) => {
      for (const probe of probes.filter(isOf(origin))) {
        if (signal.aborted) return
        sent.set(probe, await sendProbe(driver, observer, probe))
      }
    }),
  )
  return probes.flatMap((probe) => sent.get(probe) ?? [])
}

async function sendProbe(driver: BrowserDriver, observer: Observer, probe: Probe): Promise<Sent> {
  const { origin, need, expected } = probe
  const predictAgain = async () => {
    const { decision, preflight, actual } = await observer.fetchAs(origin, need, { fresh: true })
    return { readable: decision?.allowed, exchanges: [preflight, actual] }
  }
  const send = () => fetchFrom(driver, observer, probe)
  return { probe, ...(await sendConfirmed(send, expected.allowed, predictAgain)) }
}

function fetchFrom(
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
