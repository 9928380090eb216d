import { startBrowser } from '../src/browser/index.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan, type OpenDriver } from '../src/verify.ts'
import { servers, startServer, type TestServer, type ServerFile } from './index.ts'
import { judge, type Verdict } from './judge.ts'
import { defaultOptions } from './options.ts'

export interface MatrixOptions {
  browser: 'chromium' | 'firefox' | 'none'
  /** Filter of the servers (default: all). */
  only?: (file: ServerFile, server: TestServer) => boolean
  /** Called as each is done, in no order. */
  onVerdict?: (verdict: Verdict) => void
}

/** Verified at a time: a run mostly waits. */
const concurrency = 4

/**
 * Verifies the servers of this folder and compares what is found with what is wrong.
 *
 * @returns in the order of their names
 * @throws if the browser is missing, or ends before the last server
 */
export async function runMatrix(options: MatrixOptions): Promise<Verdict[]> {
  const { browser, only = () => true, onVerdict = () => {} } = options
  const loaded = await Promise.all(
    servers.map(async (file) => ({ file, server: await file.load() })),
  )
  const wanted = loaded.filter(({ file, server }) => only(file, server))
  const running = browser === 'none' ? undefined : await startBrowser(browser)
  if (running && 'missing' in running) throw new Error(running.missing)
  const open: OpenDriver = async (plan) =>
    running
      ? running.drive({ ...plan, target: plan.url })
      : { missing: 'Disabled by --browser none.' }

  const verdicts = new Map<string, Verdict>()
  const run = async ({ file, server }: (typeof wanted)[number]) => {
    const verdict = judge(file, server, await reportOn(server, browser, open))
    verdicts.set(file.id, verdict)
    onVerdict(verdict)
  }
  // A pattern that blocks this process would make its neighbours look slow: it gets it alone.
  const blocking = wanted.filter(({ server }) => server.expects.includes('slow-origin-check'))
  const waiting = wanted.filter((each) => !blocking.includes(each))
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next)
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, worker))
    for (const each of blocking) await run(each)
    // Without it the later servers were verified over HTTP alone.
    if (running && !running.isConnected())
      throw new Error(`${running.version} ended during the run.`)
  } finally {
    await running?.close()
  }
  return wanted.flatMap(({ file }) => verdicts.get(file.id) ?? [])
}

/** Returns the report, or the error of the run. */
async function reportOn(server: TestServer, browser: MatrixOptions['browser'], open: OpenDriver) {
  const { url, resolve, close } = await startServer(server)
  try {
    const options = { ...defaultOptions, ...server.options, browser, resolve }
    return await verifyPlan(resolvePlan(url, options), open)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  } finally {
    await close()
  }
}
