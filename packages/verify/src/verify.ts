import { assemble, verdictOf } from './assemble.ts'
import { askBrowser, type BrowserHalf } from './browser-half/index.ts'
import { openBrowser, type BrowserDriver } from './browser/index.ts'
import type { Draft } from './check.ts'
import { httpSteps, runChecks, type Run } from './http-half.ts'
import { createHttpDriver, timeIsUp } from './http/http-driver.ts'
import { noticing, remembering } from './http/remembering.ts'
import { createObserver } from './observe.ts'
import type { VerifyOptions } from './options.ts'
import type { Plan } from './plan.ts'
import { countSteps } from './progress.ts'
import type { Report } from './report.ts'
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
  const sender = createHttpDriver({ ...plan, signal, maxRequests })
  const http = noticing(remembering(sender))
  const steps = countSteps(httpSteps + (plan.browser === 'none' ? 0 : 1), plan.onProgress)
  try {
    const run = { plan, http, steps, signal }
    const { findings: drafts, skipped, reached } = await runChecks(run)
    const asked = reached ? await runBrowser(run, drafts, open) : nobody
    const findings = assemble(drafts, asked.half, plan)
    return {
      target: plan.url.href,
      origins: [...plan.origins],
      verdict: verdictOf(findings),
      findings,
      skipped: [...skipped, ...asked.skipped],
      disagreements: asked.half?.disagreements ?? [],
      browser: asked.browser,
      reached,
      finished: http.unfinished === undefined && asked.half?.finished !== false,
      requests: sender.sent,
      durationMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    sender.close()
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

/** Which browser was asked, and what it said. */
interface Asked extends Pick<Report, 'browser' | 'skipped'> {
  half?: BrowserHalf
}

const nobody: Asked = { browser: null, skipped: [] }

async function runBrowser(
  { plan, http, steps, signal }: Run & { signal: AbortSignal },
  drafts: readonly Draft[],
  open: OpenDriver,
): Promise<Asked> {
  const without = (reason: string) => ({ ...nobody, skipped: [{ check: 'browser', reason }] })
  if (plan.browser === 'none') return without('No browser was asked for (--browser none).')
  if (drafts.some(({ code }) => code === 'inconsistent'))
    return without('Answers change from one request to the next: a browser would say this or that.')
  if (signal.aborted) return without(timeIsUp)

  return steps.during('a real browser', async () => {
    const driver = await open(plan)
    if ('missing' in driver) return without(driver.missing)
    try {
      const half = await askBrowser(driver, createObserver(plan, http), drafts, signal)
      return { browser: driver.version, half, skipped: half.skipped }
    } finally {
      await driver.close()
    }
  })
}
