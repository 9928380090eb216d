import { startLab } from '../src/server/start-lab.ts'
import type { Engine } from '../src/page/running/engine.ts'
import { fromLine, type PageComparison, type PageRun } from './messages.ts'
import type { OpenWindow } from './open-window.ts'

/** A run, with the texts that the engine printed meanwhile. */
export interface EngineRun extends PageRun {
  texts: readonly string[]
}

export interface EngineRecord {
  engine: Engine
  /** Name and version, such as `Chromium 156.0.8078.108`. */
  version: string
  /** Where the lab listened: the local names of the pages have this port. */
  port: number
  runs: readonly EngineRun[]
  /** Of generated configurations, if they were asked for. */
  comparison?: PageComparison
}

/** Longer than the slowest engine takes on a machine that has other work. */
const limitMilliseconds = 1_800_000

/**
 * Does every run of the lab in one engine, or those of some scenarios.
 *
 * @param options.scenarios those to run (default: all, and the first steps)
 * @param options.generated how many generated configurations to compare with what is predicted (default: 0)
 * @param options.seed of the generated configurations
 * @throws if the page cannot run a scenario, or if the engine takes more than 30 minutes
 */
export async function recordEngine(
  engine: Engine,
  open: OpenWindow,
  {
    scenarios = [],
    generated = 0,
    seed = 0,
  }: { scenarios?: readonly { id: string }[]; generated?: number; seed?: number } = {},
): Promise<EngineRecord> {
  const query = new URLSearchParams([
    ...scenarios.map(({ id }) => ['scenario', id]),
    ['generated', String(generated)],
    ['seed', String(seed)],
  ])
  const lab = await startLab({ port: 0 })
  const runs: EngineRun[] = []
  let comparison: PageComparison | undefined
  let texts: string[] = []
  let close: (() => Promise<void>) | undefined
  try {
    const { promise: done, resolve, reject } = deferred()
    const timer = setTimeout(
      () => reject(new Error(`${engine} took more than ${limitMilliseconds / 60_000} minutes.`)),
      limitMilliseconds,
    )
    done.catch(() => undefined).finally(() => clearTimeout(timer))
    const opened = await open(`${lab.origin}/record/in-page.html?${query}`, ({ text, isError }) => {
      const message = fromLine(text)
      if (message === undefined) {
        if (isError) texts.push(text)
      } else if (message.kind === 'started') {
        // The page was loaded, or reloaded: what came before does not count.
        runs.splice(0)
        comparison = undefined
        texts = []
      } else if (message.kind === 'ran') {
        runs.push({ ...message.run, texts })
        texts = []
      } else if (message.kind === 'compared') comparison = message.comparison
      else if (message.kind === 'failed') reject(new Error(`${engine}: ${message.error}`))
      else resolve()
    })
    close = opened.close
    await done
    const { version } = opened
    return { engine, version, port: lab.port, runs, ...(comparison && { comparison }) }
  } finally {
    await close?.()
    await lab.close()
  }
}

/** `Promise.withResolvers`, which Node 20 lacks. */
function deferred() {
  let resolve!: () => void
  let reject!: (error: Error) => void
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve
    reject = onReject
  })
  return { promise, resolve, reject }
}
