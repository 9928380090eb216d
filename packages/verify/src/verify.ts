import { assemble, verdictOf } from './assemble.ts'
import { runBrowserChecks, type BrowserResults } from './run-browser-checks/index.ts'
import { openBrowser, type BrowserDriver } from './browser/index.ts'
import type { CheckFinding } from './check.ts'
import { checks } from './checks/index.ts'
import { runHttpChecks, type Run } from './run-http-checks.ts'
import { timeIsUp } from './http/attempt.ts'
import { createObserver } from './observe.ts'
import type { VerifyOptions } from './options.ts'
import { givenOrigin, type Plan } from './plan.ts'
import { countSteps } from './progress.ts'
import type { Report } from './report.ts'
import { resolvePlan } from './resolve-plan.ts'
import { openRunClient, type RunClient } from './run-client.ts'
import { createFixer } from './stacks/fixes.ts'
import { watchBrowser } from './watch-requests.ts'

/**
 * Verifies the CORS configuration of an API with requests as pages of the given origins send them. Sends
 * only GET, HEAD and OPTIONS unless `allowWrites` is set. Does not reject because of the target: for a
 * server that is down it resolves with `reachable: false`.
 *
 * @param target URL of a resource that the pages read; relative paths of options resolve against it
 * @throws {OptionsError} with all problems of the options
 */
export async function verify(target: string, options: VerifyOptions): Promise<Report> {
  return verifyPlan(resolvePlan(target, options))
}

/**
 * As `verify`, for a plan.
 *
 * @param open opens a driver (default: starts a browser for this run)
 */
export async function verifyPlan(plan: Plan, open: OpenDriver = openOwn): Promise<Report> {
  const startedAt = performance.now()
  const client = openRunClient(plan)
  const { http, signal } = client
  const steps = countSteps(checks.length + (plan.browser === 'none' ? 0 : 1), plan.onProgress)
  let opening: ReturnType<OpenDriver> | undefined
  try {
    const run = { plan, http, steps, signal, inTurn: client.inTurn }
    const results = await runHttpChecks(run, {
      onReachable() {
        if (plan.browser !== 'none') opening = open(plan)
        opening?.catch(() => undefined)
      },
      sideBySide: async (httpFindings) => opening && runBrowser(run, httpFindings, opening),
    })
    const { skipped, reachable } = results
    const inBrowser = results.beside ?? browserNotRun(plan, reachable)
    const findings = assemble(
      results.findings,
      inBrowser.results,
      createFixer(plan, client.exchangesWith(plan.url.origin)),
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
      requests: client.sent,
      durationMs: Math.round(performance.now() - startedAt),
    }
  } finally {
    client.close()
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

function browserNotRun({ browser }: Plan, reachable: boolean): BrowserRun {
  if (!reachable) return noBrowser
  if (browser === 'none') return without('Disabled by --browser none.')
  return without(
    'Equal requests get different responses, so results of a browser would prove nothing.',
  )
}

async function runBrowser(
  { plan, http, steps, signal, inTurn }: Run & Pick<RunClient, 'signal' | 'inTurn'>,
  findings: Promise<readonly CheckFinding[]>,
  opening: ReturnType<OpenDriver>,
): Promise<BrowserRun> {
  if (signal.aborted) return without(timeIsUp)

  return steps.during('a real browser', async (onRequest) => {
    const driver = await opening
    if ('missing' in driver) return without(driver.missing)
    const watched = watchBrowser(takingTurns(driver, inTurn), onRequest)
    const results = await runBrowserChecks(watched, createObserver(plan, http), findings, signal)
    return { browser: driver.version, results, skipped: results.skipped }
  })
}

/** A driver whose requests respect the limit of concurrent requests and the target's rate limit. */
function takingTurns(driver: BrowserDriver, inTurn: RunClient['inTurn']): BrowserDriver {
  return {
    ...driver,
    fetchFrom: (origin, request) => inTurn(request.url, () => driver.fetchFrom(origin, request)),
    openStream: (origin, url, credentials) =>
      inTurn(url, () => driver.openStream(origin, url, credentials)),
    openWebSocket: (origin, url) => inTurn(url, () => driver.openWebSocket(origin, url)),
  }
}
