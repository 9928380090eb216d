import { engines } from '../src/page/running/engine.ts'
import { recordedKey } from '../src/recorded/run-key.ts'
import { toTable } from '../src/recorded/run-table.ts'
import type { RecordedStep, RecordedRuns } from '../src/recorded/types.ts'
import type { Lines, Recorded } from '../src/shared/types.ts'
import type { EngineRecord } from './record-engine.ts'
import { runOf, withStageNames } from './to-recorded.ts'

/**
 * Header lines that differ from run to run, or with the version of the browser and the machine. Lines of CORS,
 * of cookies and of caching are not among them.
 */
const omittedFromRequests =
  /^(?:host|connection|user-agent|accept-encoding|accept-language|priority|te|sec-ch-ua.*|sec-websocket-.+)$/
const omittedFromResponses =
  /^(?:date|connection|keep-alive|transfer-encoding|sec-websocket-accept)$/

/**
 * Joins earlier runs with new ones. Engines that did not run keep their runs.
 *
 * @param keys the keys of all runs of the lab; other recorded runs are removed
 * @param done the keys of the runs that the engines did; the others keep their recordings. Default: all
 * @throws if an engine did not do a run of `done`
 */
export function joinRuns(
  before: RecordedRuns,
  keys: readonly string[],
  records: readonly EngineRecord[],
  done = keys,
): RecordedRuns {
  const versions = { ...before.engines }
  for (const { engine, version } of records) versions[engine] = version
  const runs: Record<string, readonly RecordedStep[]> = {}
  for (const key of keys)
    for (const engine of engines) {
      const ofEngine = recordedKey(key, engine)
      const record = done.includes(key) && records.find((each) => each.engine === engine)
      const steps = record ? stepsOf(runOf(record, key).steps, record.port) : before.runs[ofEngine]
      if (steps) runs[ofEngine] = steps
    }
  return { engines: versions, runs }
}

/** Returns the JSON of runs with one line for each header line and each run, so that Git shows the changes. */
export function toJson(recorded: RecordedRuns): string {
  const { engines: versions, lines, runs } = toTable(recorded)
  const rows = Object.entries(runs).map(
    ([key, steps]) => `${JSON.stringify(key)}: ${JSON.stringify(steps)}`,
  )
  return [
    `{\n"engines": ${JSON.stringify(versions)},`,
    `"lines": [\n${lines.map((line) => JSON.stringify(line)).join(',\n')}\n],`,
    `"runs": {\n${rows.join(',\n')}\n}\n}\n`,
  ].join('\n')
}

function stepsOf(steps: readonly RecordedStep[], port: number): RecordedStep[] {
  let index = 0
  return steps.map(({ outcome: { error, ...seen }, recorded }) => ({
    outcome: { ...seen, ...(error !== undefined && { error: withStageNames(error, port) }) },
    recorded: recorded.map((exchange) => ({ ...withoutNoise(exchange), index: index++ })),
  }))
}

/** Headers of source files. Vite writes their folder into its output, so length and hash differ by machine. */
const ofSourceFiles = /^(?:content-length|etag)$/

function withoutNoise({ requestHeaders, responseHeaders, ...rest }: Recorded): Recorded {
  const response = without(omittedFromResponses, responseHeaders ?? [])
  return {
    ...rest,
    requestHeaders: without(omittedFromRequests, requestHeaders),
    ...(responseHeaders && {
      responseHeaders: rest.path.endsWith('.ts') ? without(ofSourceFiles, response) : response,
    }),
  }
}

function without(omitted: RegExp, lines: Lines): Lines {
  return lines.filter(([name]) => !omitted.test(name.toLowerCase()))
}
