import type { BrowserDriver, PageOutcome } from '../browser/types.ts'
import type { Draft } from '../check.ts'
import { timeIsUp } from '../http/http-driver.ts'
import { isUnsafe } from '../http/is-unsafe.ts'
import type { Observer } from '../observe.ts'
import { ownHeaders } from '../page-headers.ts'
import type { Disagreement, Evidence, Skipped } from '../report.ts'
import { askStreams, askWebSockets } from './connections.ts'
import { questions, type Question } from './questions.ts'
import { blockedCookies, disagreement, evidenceFrom, notAsked, notCors } from './words.ts'

/** What the browser half adds to what the HTTP half found. */
export interface BrowserHalf {
  /** By finding code: what the browser said of it. */
  evidence: ReadonlyMap<Draft['code'], readonly Evidence[]>
  findings: Draft[]
  disagreements: Disagreement[]
  skipped: Skipped[]
  /** False if the run's time was up before all was asked. */
  finished: boolean
}

/**
 * Asks a real browser everything that it can be asked without harm, and compares its answer with
 * the arithmetic. The browser is right; where they differ, this package has a bug.
 *
 * @param signal the end of the run's time: what is under way is ended, and nothing more is asked
 */
export async function askBrowser(
  driver: BrowserDriver,
  observer: Observer,
  drafts: readonly Draft[],
  signal: AbortSignal,
): Promise<BrowserHalf> {
  const evidence = new Map<Draft['code'], Evidence[]>()
  const findings: Draft[] = []
  const disagreements: Disagreement[] = []
  const skipped: Skipped[] = []
  const add = (code: Draft['code'], entry: Evidence) =>
    evidence.set(code, [...(evidence.get(code) ?? []), entry])

  for (const question of await questions(observer, drafts)) {
    if (signal.aborted) break
    const outcome = await ask(driver, observer, question)
    if (outcome.noPage !== undefined) {
      skipped.push(notAsked(driver, question, outcome.noPage))
      continue
    }
    if (outcome.notCors !== undefined) {
      findings.push(notCors(driver, question, outcome.notCors))
      continue
    }
    const agreed = outcome.readable === question.expected.readable
    if (!agreed) disagreements.push(disagreement(driver, question, outcome))
    else if (question.code) add(question.code, evidenceFrom(driver, question, outcome))
    findings.push(...blockedCookies(driver, observer, question, outcome))
  }
  const finished = !signal.aborted
  if (finished) {
    await askStreams(driver, observer, add, disagreements)
    await askWebSockets(driver, observer, drafts, add)
  } else skipped.push({ check: driver.version, reason: timeIsUp })
  return { evidence, findings, disagreements, skipped, finished }
}

function ask(
  driver: BrowserDriver,
  { plan }: Observer,
  { origin, need }: Question,
): Promise<PageOutcome> {
  const write = isUnsafe(need.method) && need.headers.includes('content-type')
  return driver.fetchFrom(origin, {
    url: need.url,
    method: need.method,
    headers: Object.fromEntries(ownHeaders(need.headers)),
    credentials: plan.credentials ? 'include' : 'omit',
    ...(write && { body: '{}' }),
  })
}
