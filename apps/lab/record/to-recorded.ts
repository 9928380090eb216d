import {
  apiOrigin,
  labOrigin,
  labOriginsAt,
  otherHosts,
  pageOriginsAt,
  untrustedOrigin,
} from '../src/shared/origins.ts'
import type { Lines, Recorded } from '../src/shared/types.ts'
import type { LoadedScenario } from '../src/server/scenarios.ts'
import type { SideName } from '../src/page/running/side-name.ts'
import { scenarioKey } from '../src/page/running/lab-runs.ts'
import type { RecordedSide, RecordedTexts } from '../src/recorded/types.ts'
import { causesOf } from './causes-of.ts'
import type { EngineRecord, EngineRun } from './record-engine.ts'

/** Headers that decide what a page may read, where a request goes, and what is cached. */
const recordedNames = /^(?:access-control-.+|origin|location|vary|set-cookie)$/

/** A text that WebKit prints for a header of the lab's own page (see runnerHeaders). */
const ownPolicy = /^Unrecognized Content-Security-Policy directive 'treat-as-public-address'/

/** An error that fetch throws. The lab itself writes the texts of other errors. */
const scriptError = /^TypeError: /

/**
 * Joins earlier recordings with new ones. Engines that did not run keep their texts. Scenarios that no longer
 * exist are removed.
 *
 * @param ran the scenarios that the engines ran; the others keep their recordings. Default: all
 * @throws if an engine left out a scenario of `ran`, or ran only some in another version than before
 */
export async function joinRecords(
  before: RecordedTexts,
  scenarios: readonly LoadedScenario[],
  records: readonly EngineRecord[],
  ran = scenarios,
): Promise<RecordedTexts> {
  const engines = { ...before.engines }
  for (const { engine, version } of records) {
    const recordedVersion = before.engines[engine] ?? version
    if (ran.length < scenarios.length && version !== recordedVersion)
      throw new Error(
        `The texts are from ${recordedVersion}, and this is ${version}. Record every scenario.`,
      )
    engines[engine] = version
  }
  const joined: Record<string, Partial<Record<SideName, RecordedSide>>> = {}
  for (const { id, scenario } of [...scenarios].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    if (!ran.some((each) => each.id === id)) {
      joined[id] = before.scenarios[id] ?? {}
      continue
    }
    const sides: Partial<Record<SideName, RecordedSide>> = {}
    for (const name of ['wrong', 'right'] as const) {
      const side = scenario[name]
      if (!side) continue
      const causes = name === 'wrong' ? await causesOf(side.server) : []
      sides[name] = joinSide(causes, before.scenarios[id]?.[name], id, name, records)
    }
    joined[id] = sides
  }
  return { engines: sortedByKey(engines), scenarios: joined }
}

function joinSide(
  causes: readonly string[],
  before: RecordedSide | undefined,
  id: string,
  name: SideName,
  records: readonly EngineRecord[],
): RecordedSide {
  const texts = { ...before?.texts }
  let { statuses = [], lines = [] } = before ?? {}
  for (const { engine, port, runs } of records) {
    const run = runOf({ engine, runs }, scenarioKey(id, name))
    texts[engine] = textsOf(run, port)
    if (engine !== 'chromium') continue
    const exchanges = run.steps.flatMap(({ recorded }) => recorded)
    statuses = statusesOf(exchanges)
    lines = linesOf(exchanges)
  }
  return { causes, statuses, lines, texts: sortedByKey(texts) }
}

/** Returns the run with a key. @throws if the engine did not do it */
export function runOf(
  { engine, runs }: Pick<EngineRecord, 'engine' | 'runs'>,
  key: string,
): EngineRun {
  const run = runs.find((each) => each.key === key)
  if (!run) throw new Error(`${engine} did not run ${key}.`)
  return run
}

function textsOf({ texts, steps }: EngineRun, port: number): string[] {
  const errors = steps.flatMap(({ outcome }) => outcome.error ?? [])
  const all = [...texts, ...errors.filter((error) => scriptError.test(error))]
  const printed = all.filter((text) => !ownPolicy.test(text))
  return unique(printed.map((text) => withStageNames(text, port)))
}

function statusesOf(exchanges: readonly Recorded[]): number[] {
  return unique(exchanges.flatMap(({ status }) => status ?? [])).sort((a, b) => a - b)
}

function linesOf(exchanges: readonly Recorded[]): string[] {
  const all = exchanges.flatMap(({ requestHeaders, responseHeaders = [] }): Lines => [
    ...requestHeaders,
    ...responseHeaders,
  ])
  const wanted = all.filter(([name]) => recordedNames.test(name.toLowerCase()))
  return unique(wanted.map(([name, value]) => `${name}: ${value}`)).sort()
}

/**
 * Replaces the local origins of the lab by those of its configurations, such as `https://app.example.com`.
 * The hosts of runs are random, and their ports are any free ones.
 *
 * @param port the port of the lab
 */
export function withStageNames(text: string, port: number): string {
  const [labPage] = labOriginsAt(port)
  const local = new Map(
    Object.values(pageOriginsAt(port)).map(({ origin, localOrigin }) => [localOrigin, origin]),
  )
  // The lab has no other host over https.
  return text
    .replace(/\bhttps:\/\/localhost:\d+/g, untrustedOrigin)
    .replace(/\b(http|ws):\/\/([\w.-]+):(\d+)/g, (whole, scheme: string, host: string, at) => {
      const secure = scheme === 'ws' ? 'wss://' : 'https://'
      if (/^api-[\da-f]{8}\.acme\.localhost$/.test(host)) return secure + new URL(apiOrigin).host
      const other = [...otherHosts].find(([, each]) => each === host)
      if (other) return secure + new URL(other[0]).host
      if (whole === labPage) return labOrigin
      return local.get(`http://${host}:${String(at)}`) ?? whole
    })
}

function unique<T>(values: readonly T[]): T[] {
  return [...new Set(values)]
}

function sortedByKey<T extends object>(record: T): T {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1))) as T
}
