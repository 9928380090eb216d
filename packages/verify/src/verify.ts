import { assemble, verdictOf } from './assemble.ts'
import { askBrowser } from './browser-half/index.ts'
import { openBrowser, type BrowserDriver } from './browser/index.ts'
import type { Check, Draft } from './check.ts'
import { consistency } from './checks/consistency.ts'
import { checks } from './checks/index.ts'
import { slowOrigin } from './checks/slow-origin.ts'
import { createHttpDriver } from './http/http-driver.ts'
import { evidenceOf } from './http/mask.ts'
import { createObserver, type Observer } from './observe.ts'
import type { VerifyOptions } from './options.ts'
import type { Plan } from './plan.ts'
import type { Report, Skipped } from './report.ts'
import { resolvePlan } from './resolve-plan.ts'

/** No run sends more requests than this over HTTP; the browser half adds at most as many. */
export const maxRequests = 300

/**
 * Verifies the CORS set-up of an API from outside, as pages of the given origins meet it. Sends
 * only GET, HEAD and OPTIONS unless `allowWrites` is set. Never rejects because of the target: a
 * server that is down is a report with `reached: false`.
 *
 * @param target URL of a resource that the pages read; relative paths of options resolve against it
 * @throws OptionsError with everything that is wrong with the options
 */
export async function verify(target: string, options: VerifyOptions): Promise<Report> {
  return verifyPlan(resolvePlan(target, options))
}

/**
 * As `verify`, for a plan.
 *
 * @param open gives a driver; by default it starts a browser for this run alone
 */
export async function verifyPlan(plan: Plan, open: OpenDriver = openOwn): Promise<Report> {
  const startedAt = performance.now()
  const signal = AbortSignal.timeout(plan.runTimeoutMs)
  const http = createHttpDriver({ ...plan, signal, maxRequests })
  const observer = createObserver(plan, http)
  try {
    const half = await httpHalf(observer)
    const asked =
      half.reached && !signal.aborted ? await browserHalf(observer, half, open) : undefined
    const findings = assemble(half.drafts, asked?.half, plan)
    return {
      target: plan.url.href,
      origins: [...plan.origins],
      verdict: verdictOf(findings),
      findings,
      skipped: [...half.skipped, ...(asked?.skipped ?? []), ...outOfTime(signal)],
      disagreements: asked?.disagreements ?? [],
      browser: asked?.browser ?? null,
      reached: half.reached,
      requests: http.sent,
      durationMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    http.close()
  }
}

/** Gives what asks a browser, or says in a line what is missing. */
export type OpenDriver = (plan: Plan) => Promise<BrowserDriver | { missing: string }>

const openOwn: OpenDriver = (plan) =>
  openBrowser({
    ...plan,
    target: plan.url,
    browser: plan.browser === 'none' ? 'any' : plan.browser,
  })

interface HttpHalf {
  drafts: Draft[]
  skipped: Skipped[]
  reached: boolean
}

async function httpHalf(observer: Observer): Promise<HttpHalf> {
  const { plan } = observer
  const [main] = plan.needs
  const [origin] = plan.origins
  const first = main && (await observer.actual(origin, main))
  if (!first?.answer)
    return { drafts: first ? [unreached(first)] : [], skipped: [], reached: false }

  const drafts: Draft[] = []
  const skipped: Skipped[] = []
  let done = 0
  const run = async (check: Check) => {
    plan.onProgress({ check: check.title, done, total: checks.length })
    const result = await check.run(observer)
    done += 1
    drafts.push(...result.findings)
    skipped.push(...(result.skipped ?? []))
  }
  await run(consistency)
  const shaky = drafts.length > 0
  if (shaky)
    skipped.push({
      check: 'everything that takes one answer for all',
      reason: 'Answers change from one request to the next: mend that first.',
    })
  const sensible = checks.filter((check) => !shaky || check.toleratesInconsistency)
  await Promise.all(sensible.map(run))
  // Measures time, so nothing else runs beside it.
  await run(slowOrigin)
  return { drafts, skipped, reached: true }
}

function unreached(exchange: Parameters<typeof evidenceOf>[0]): Draft {
  return {
    code: 'not-cors',
    severity: 'broken',
    title: 'The server does not answer, which no CORS header can mend',
    seen: exchange.noAnswer?.message ?? 'No answer came.',
    needed: 'A server that answers at this URL. Try it with curl first.',
    evidence: [evidenceOf(exchange)],
  }
}

interface Asked extends Pick<Report, 'disagreements' | 'skipped'> {
  browser: string | null
  half: Awaited<ReturnType<typeof askBrowser>> | undefined
}

async function browserHalf(
  observer: Observer,
  { drafts }: HttpHalf,
  open: OpenDriver,
): Promise<Asked> {
  const { plan } = observer
  const without = (reason: string): Asked => ({
    browser: null,
    half: undefined,
    disagreements: [],
    skipped: [{ check: 'browser', reason }],
  })
  if (plan.browser === 'none') return without('No browser was asked for (--browser none).')
  if (drafts.some(({ code }) => code === 'inconsistent'))
    return without('Answers change from one request to the next: a browser would say this or that.')

  plan.onProgress({ check: 'a real browser', done: checks.length, total: checks.length })
  const driver = await open(plan)
  if ('missing' in driver) return without(driver.missing)
  try {
    const half = await askBrowser(driver, observer, drafts)
    const { disagreements, skipped } = half
    return { browser: driver.version, half, disagreements, skipped }
  } finally {
    await driver.close()
  }
}

function outOfTime(signal: AbortSignal): Skipped[] {
  if (!signal.aborted) return []
  const reason = 'The time for the whole run was up: give more with --run-timeout.'
  return [{ check: 'the rest', reason }]
}
