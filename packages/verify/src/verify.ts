import { assemble, verdictOf } from './assemble.ts'
import { runBrowserChecks, type BrowserResults } from './run-browser-checks/index.ts'
import { openBrowser, type BrowserDriver } from './browser/index.ts'
import type { CheckFinding } from './check.ts'
import { httpSteps, runHttpChecks, type Run } from './run-http-checks.ts'
import { timeIsUp } from './http/attempt.ts'
import { createHttpDriver } from './http/http-driver.ts'
import { logExchanges } from './http/exchange-log.ts'
import { createCachingClient, recording } from './http/caching-client.ts'
import { respectRateLimit } from './http/rate-limit-client.ts'
import { createObserver } from './observe.ts'
import type { VerifyOptions } from './options.ts'
import { givenOrigin, type Plan } from './plan.ts'
import { countSteps } from './progress.ts'
import type { Report } from './report.ts'
import { resolvePlan } from './resolve-plan.ts'
import { createFixer } from './stacks/fixes.ts'

/** Requests over HTTP that a run may send; the browser checks add at most as many. */
export const requestLimits = { firstRequest: 300, furtherRequest: 30, run: 2000 }

/** The limit of one run: it grows with the requests and the origins that are checked. */
function maxRequestsOf({ needs, origins }: Plan): number {
  const { firstRequest, furtherRequest, run } = requestLimits
  return Math.min(run, firstRequest + furtherRequest * (needs.length * origins.length - 1))
}

/**
 * Verifies the CORS configuration of an API from outside, as pages of the given origins meet it. Sends
 * only GET, HEAD and OPTIONS unless `allowWrites` is set. Never rejects because of the target: a
 * server that is down is a report with `reachable: false`.
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
 * @param open opens a driver; the default starts a browser for this run alone
 */
export async function verifyPlan(plan: Plan, open: OpenDriver = openOwn): Promise<Report> {
  const startedAt = performance.now()
  const signal = AbortSignal.timeout(plan.runTimeoutMs)
  const sender = createHttpDriver({ ...plan, signal, maxRequests: maxRequestsOf(plan) })
  const deadline = startedAt + plan.runTimeoutMs
  const log = logExchanges(sender)
  const http = recording(createCachingClient(respectRateLimit(log, { signal, deadline })))
  const steps = countSteps(httpSteps + (plan.browser === 'none' ? 0 : 1), plan.onProgress)
  let opening: ReturnType<OpenDriver> | undefined
  try {
    const run = { plan, http, steps, signal }
    // The browser starts while the HTTP checks run.
    const results = await runHttpChecks(run, () => {
      if (plan.browser !== 'none') opening = open(plan)
      opening?.catch(() => undefined)
    })
    const { findings: httpFindings, skipped, reachable } = results
    const inBrowser = opening ? await runBrowser(run, httpFindings, opening) : disabled(reachable)
    const findings = assemble(
      httpFindings,
      inBrowser.results,
      createFixer(plan, log.exchangesWith(plan.url.origin)),
    )
    const complete =
      results.complete && http.cutOff === undefined && inBrowser.results?.complete !== false
    return {
      target: plan.url.href,
      origins: plan.origins.map((origin) => givenOrigin(plan, origin)),
      verdict: verdictOf(findings, complete),
      findings,
      skipped: [...skipped, ...inBrowser.skipped],
      disagreements: inBrowser.results?.disagreements ?? [],
      browser: inBrowser.browser,
      reachable,
      complete,
      requests: sender.sent,
      durationMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    sender.close()
    await closeDriver(opening)
  }
}

async function closeDriver(opening: ReturnType<OpenDriver> | undefined): Promise<void> {
  const driver = await opening?.catch(() => undefined)
  if (driver && 'close' in driver) await driver.close()
}

/** Opens a browser driver, or returns one line that names what is missing. */
export type OpenDriver = (plan: Plan) => Promise<BrowserDriver | { missing: string }>

const openOwn: OpenDriver = (plan) =>
  openBrowser({
    ...plan,
    target: plan.url,
    browser: plan.browser === 'none' ? 'any' : plan.browser,
  })

/** The browser of a run, and the results of its checks. */
interface BrowserRun extends Pick<Report, 'browser' | 'skipped'> {
  results?: BrowserResults
}

const noBrowser: BrowserRun = { browser: null, skipped: [] }

function without(reason: string): BrowserRun {
  return { ...noBrowser, skipped: [{ check: 'browser', reason }] }
}

function disabled(reachable: boolean): BrowserRun {
  return reachable ? without('Disabled by --browser none.') : noBrowser
}

async function runBrowser(
  { plan, http, steps, signal }: Run & { signal: AbortSignal },
  findings: readonly CheckFinding[],
  opening: ReturnType<OpenDriver>,
): Promise<BrowserRun> {
  if (findings.some(({ code }) => code === 'inconsistent'))
    return without('Equal requests get different responses, so a browser proves nothing.')
  if (signal.aborted) return without(timeIsUp)

  return steps.during('a real browser', async () => {
    const driver = await opening
    if ('missing' in driver) return without(driver.missing)
    const results = await runBrowserChecks(driver, createObserver(plan, http), findings, signal)
    return { browser: driver.version, results, skipped: results.skipped }
  })
}
