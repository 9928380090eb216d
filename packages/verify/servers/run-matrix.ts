import { startBrowser } from '../src/browser/index.ts'
import { resolvePlan } from '../src/resolve-plan.ts'
import { verifyPlan, type OpenDriver } from '../src/verify.ts'
import { servers, startServer, type TestServer, type ServerFile } from './index.ts'
import { judge, type Verdict } from './judge.ts'
import { defaultOptions } from './options.ts'

export interface MatrixOptions {
  browser: 'chromium' | 'firefox' | 'none'
  /** Whether to verify a server (default: all are verified). */
  only?: (file: ServerFile, server: TestServer) => boolean
  /** Called when a server has been verified, in no fixed order. */
  onVerdict?: (verdict: Verdict) => void
}

/** Servers that are verified at the same time: a run mostly waits. */
const concurrency = 4

/**
 * Verifies the servers of this folder and compares the findings with the expected ones.
 *
 * @returns the verdicts in the order of `servers`
 * @throws if the browser is missing, or ends before the last server is verified
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
  // A slow pattern blocks this process and would make other servers look slow: these servers run alone.
  const blocking = wanted.filter(({ server }) => server.expects.includes('slow-origin-check'))
  const waiting = wanted.filter((each) => !blocking.includes(each))
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) await run(next)
  }
  try {
    await Promise.all(Array.from({ length: concurrency }, worker))
    for (const each of blocking) await run(each)
    // After the end of the browser, servers were only verified over HTTP.
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
