import { startLab } from '../src/server/start-lab.ts'
import type { Engine } from '../src/page/running/engine.ts'
import { fromLine, type PageComparison, type PageRun } from './messages.ts'
import type { OpenWindow } from './open-window.ts'

/** A run, with the console texts that the engine printed during it. */
export interface EngineRun extends PageRun {
  texts: readonly string[]
}

export interface EngineRecord {
  engine: Engine
  /** Name and version, such as `Chromium 156.0.8078.108`. */
  version: string
  /** The port of the lab, which the local origins of its pages have. */
  port: number
  runs: readonly EngineRun[]
  /** The comparison of generated configurations, if there were any. */
  comparison?: PageComparison
}

/** 30 minutes: the slowest engine takes less, also on a busy machine. */
const limitMilliseconds = 1_800_000

/**
 * Does the runs of the lab in one engine: all, or those of some scenarios.
 *
 * @param options.scenarios the scenarios to run. Default: all, and the first steps
 * @param options.generated the number of generated configurations to compare with predictions. Default: 0
 * @param options.seed the seed of the generated configurations. Default: 0
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
        // The page has loaded, or loaded again: discard the earlier results.
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
