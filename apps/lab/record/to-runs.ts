import { engines } from '../src/page/running/engine.ts'
import { runKey } from '../src/recorded/run-key.ts'
import { toTable } from '../src/recorded/run-table.ts'
import type { RecordedStep, RecordedRuns } from '../src/recorded/types.ts'
import type { LoadedScenario } from '../src/server/scenarios.ts'
import type { Lines, Recorded } from '../src/shared/types.ts'
import type { EngineRecord } from './record-engine.ts'
import { runOf, withStageNames } from './to-recorded.ts'

/**
 * Lines that differ from run to run, or by the version and the machine of the browser. No line of CORS, of
 * cookies or of caching is among them.
 */
const omittedFromRequests =
  /^(?:host|connection|user-agent|accept-encoding|accept-language|priority|te|sec-ch-ua.*|sec-websocket-.+)$/
const omittedFromResponses =
  /^(?:date|connection|keep-alive|transfer-encoding|sec-websocket-accept)$/

/**
 * Joins the runs that were recorded before with those of now. Engines that did not run keep their runs;
 * scenarios that are gone are left out.
 *
 * @param ran the scenarios that the engines ran, if not all; the others keep what was recorded
 * @throws if an engine left a side of a scenario out
 */
export function joinRuns(
  before: RecordedRuns,
  scenarios: readonly LoadedScenario[],
  records: readonly EngineRecord[],
  ran: readonly LoadedScenario[] = scenarios,
): RecordedRuns {
  const versions = { ...before.engines }
  for (const { engine, version } of records) versions[engine] = version
  const hasRun = new Set(ran.map(({ id }) => id))
  const runs: Record<string, readonly RecordedStep[]> = {}
  for (const { id, scenario } of [...scenarios].sort((a, b) => (a.id < b.id ? -1 : 1)))
    for (const side of ['wrong', 'right'] as const)
      for (const engine of engines) {
        if (!scenario[side]) continue
        const key = runKey(id, side, engine)
        const record = hasRun.has(id) ? records.find((each) => each.engine === engine) : undefined
        const steps = record
          ? stepsOf(runOf(record, id, side).steps, record.port)
          : before.runs[key]
        if (steps) runs[key] = steps
      }
  return { engines: versions, runs }
}

/** The text of the file: a line for each header line and each run, so that Git shows which have changed. */
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

/** Vite writes the folder of a source file into what it makes of it, so length and hash differ by machine. */
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
